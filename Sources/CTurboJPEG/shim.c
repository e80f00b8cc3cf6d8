#include "CTurboJPEG.h"

#if !__has_include(<turbojpeg.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libjpeg-turbo is missing; install it: apt-get install -y libturbojpeg0-dev"
#endif

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

struct siam_jpeg {
  tjhandle decompressor;
  const unsigned char *bytes;
  unsigned long count;
  int width;
  int height;
  int colorspace;
};

static void explain(siam_jpeg_failure *failure, const char *message) {
  // TurboJPEG's own messages begin with the name of the call, which is of no use to the user.
  const char *call = strncmp(message, "tj", 2) == 0 ? strstr(message, "(): ") : NULL;
  strncpy(failure->message, call ? call + 4 : message, sizeof failure->message - 1);
  failure->message[sizeof failure->message - 1] = 0;
}

siam_jpeg *siam_jpeg_open(const void *bytes, size_t count, siam_jpeg_failure *failure) {
  siam_jpeg *jpeg = calloc(1, sizeof *jpeg);
  if (jpeg) jpeg->decompressor = tjInitDecompress();
  if (!jpeg || !jpeg->decompressor) {
    explain(failure, "out of memory");
    free(jpeg);
    return NULL;
  }
  jpeg->bytes = bytes;
  jpeg->count = count;
  jpeg->colorspace = -1;
  int subsampling = -1;
  int status = tjDecompressHeader3(jpeg->decompressor, jpeg->bytes, jpeg->count, &jpeg->width, &jpeg->height,
                                   &subsampling, &jpeg->colorspace);
  // The call also fails for an unknown subsampling, which decoding doesn't need; decoding reports any other error.
  if (jpeg->width > 0 && jpeg->height > 0 && jpeg->colorspace >= 0) return jpeg;
  explain(failure, status == 0 ? "no image in it" : tjGetErrorStr2(jpeg->decompressor));
  siam_jpeg_close(jpeg);
  return NULL;
}

int siam_jpeg_width(const siam_jpeg *jpeg) { return jpeg->width; }

int siam_jpeg_height(const siam_jpeg *jpeg) { return jpeg->height; }

bool siam_jpeg_is_cmyk(const siam_jpeg *jpeg) {
  return jpeg->colorspace == TJCS_CMYK || jpeg->colorspace == TJCS_YCCK;
}

bool siam_jpeg_is_grey(const siam_jpeg *jpeg) { return jpeg->colorspace == TJCS_GRAY; }

bool siam_jpeg_decode(siam_jpeg *jpeg, int channels, uint8_t *pixels, siam_jpeg_failure *failure) {
  int format = channels == 1 ? TJPF_GRAY : channels == 3 ? TJPF_RGB : TJPF_CMYK;
  int flags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS | TJFLAG_STOPONWARNING;
  int status = tjDecompress2(jpeg->decompressor, jpeg->bytes, jpeg->count, pixels, jpeg->width, 0, jpeg->height,
                             format, flags);
  if (status == 0) return true;
  explain(failure, tjGetErrorStr2(jpeg->decompressor));
  return false;
}

void siam_jpeg_close(siam_jpeg *jpeg) {
  tjDestroy(jpeg->decompressor);
  free(jpeg);
}
