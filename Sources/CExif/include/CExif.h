// The one thing siam wants of a picture's EXIF, through libexif.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The orientation in an EXIF block, 1…8, or 0 where there is none or the block is broken.
///
/// `bytes` begin with "Exif", two zero bytes and a TIFF header.
int siam_exif_orientation(const uint8_t *bytes, size_t count);
