// SHA-256 through the EVP interface of OpenSSL's libcrypto.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The number of bytes in a SHA-256 digest.
#define SIAM_SHA256_BYTES 32

/// The state of a SHA-256 computation.
typedef struct siam_sha256 siam_sha256;

/// The error message of libcrypto.
typedef struct siam_crypto_failure {
  char message[256];
} siam_crypto_failure;

/// Starts a computation; free the result with `siam_sha256_free`.
///
/// Returns NULL and fills `failure` on failure.
siam_sha256 *siam_sha256_new(siam_crypto_failure *failure);

/// Appends `count` bytes to the message; `bytes` may be NULL when `count` is 0.
///
/// Returns false and fills `failure` on failure.
bool siam_sha256_update(siam_sha256 *state, const void *bytes, size_t count, siam_crypto_failure *failure);

/// Ends the computation and stores `SIAM_SHA256_BYTES` bytes in `digest`; afterwards `state` can only be freed.
///
/// Returns false and fills `failure` on failure.
bool siam_sha256_final(siam_sha256 *state, uint8_t *digest, siam_crypto_failure *failure);

/// Frees the state, at any stage of the computation.
void siam_sha256_free(siam_sha256 *state);
