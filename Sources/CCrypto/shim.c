#include "CCrypto.h"

#if !__has_include(<openssl/evp.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "OpenSSL is missing; install it: apt-get install -y libssl-dev"
#endif

#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdio.h>

// The state is libcrypto's context under another name, so that its headers stay inside this file.
static EVP_MD_CTX *context_of(siam_sha256 *state) { return (EVP_MD_CTX *)state; }

// Stores the oldest error in this thread's queue, which caused the later ones, and empties the queue.
static bool fail(siam_crypto_failure *failure) {
  unsigned long code = ERR_get_error();
  if (code) {
    ERR_error_string_n(code, failure->message, sizeof failure->message);
  } else {
    snprintf(failure->message, sizeof failure->message, "unknown libcrypto error");
  }
  ERR_clear_error();
  return false;
}

siam_sha256 *siam_sha256_new(siam_crypto_failure *failure) {
  ERR_clear_error();
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1) return (siam_sha256 *)context;
  EVP_MD_CTX_free(context);
  fail(failure);
  return NULL;
}

bool siam_sha256_update(siam_sha256 *state, const void *bytes, size_t count, siam_crypto_failure *failure) {
  ERR_clear_error();
  return EVP_DigestUpdate(context_of(state), bytes, count) == 1 || fail(failure);
}

bool siam_sha256_final(siam_sha256 *state, uint8_t *digest, siam_crypto_failure *failure) {
  unsigned int count = 0;
  ERR_clear_error();
  if (EVP_DigestFinal_ex(context_of(state), digest, &count) != 1) return fail(failure);
  return count == SIAM_SHA256_BYTES || fail(failure);
}

void siam_sha256_free(siam_sha256 *state) { EVP_MD_CTX_free(context_of(state)); }
