// The orientation of an image from its EXIF block, through libexif.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Returns the orientation in an EXIF block, 1…8, or 0 if there is none or the block is invalid.
///
/// `bytes` begin with "Exif", two zero bytes and a TIFF header.
int siam_exif_orientation(const uint8_t *bytes, size_t count);
