#pragma once

#include <openssl/bio.h>

#include "tn3270/datastream/bytes.h"

namespace server {

// Where a TLS connection reads and writes during one call: outside of it there is nothing to read,
// and writing fails.
struct SpanPipe {
  tn3270::Bytes in;
  tn3270::ByteBuffer* out = nullptr;
};

// A BIO over `pipe`, which must outlive it. It holds no byte of its own: OpenSSL's memory BIOs keep
// what they have once held. nullptr: no memory.
[[nodiscard]] BIO* new_span_bio(SpanPipe& pipe);

}  // namespace server
