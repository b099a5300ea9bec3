#include "tn3270/server/tls/span_bio.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace server {
namespace {

SpanPipe& pipe_of(BIO* bio) {
  return *static_cast<SpanPipe*>(BIO_get_data(bio));
}

int read(BIO* bio, char* to, std::size_t size, std::size_t* taken) {
  BIO_clear_retry_flags(bio);
  SpanPipe& pipe = pipe_of(bio);
  *taken = std::min(size, pipe.in.size());
  if (*taken == 0) {
    BIO_set_retry_read(bio);
    return 0;
  }
  std::memcpy(to, pipe.in.data(), *taken);
  pipe.in = pipe.in.subspan(*taken);
  return 1;
}

// No exception may cross OpenSSL's frames.
int write(BIO* bio, const char* from, std::size_t size, std::size_t* written) noexcept {
  BIO_clear_retry_flags(bio);
  const SpanPipe& pipe = pipe_of(bio);
  *written = 0;
  if (pipe.out == nullptr) {
    return 0;
  }
  try {
    // Between two types of bytes it would be copied byte by byte.
    const auto* bytes = static_cast<const std::uint8_t*>(static_cast<const void*>(from));
    pipe.out->insert(pipe.out->end(), bytes, bytes + size);
  } catch (...) {
    return 0;
  }
  *written = size;
  return 1;
}

long control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

// One for the process and for ever.
const BIO_METHOD* span_method() {
  static const BIO_METHOD* const kMethod = [] {
    BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "span");
    if (method != nullptr) {
      BIO_meth_set_read_ex(method, read);
      BIO_meth_set_write_ex(method, write);
      BIO_meth_set_ctrl(method, control);
    }
    return method;
  }();
  return kMethod;
}

}  // namespace

BIO* new_span_bio(SpanPipe& pipe) {
  const BIO_METHOD* method = span_method();
  BIO* bio = method == nullptr ? nullptr : BIO_new(method);
  if (bio != nullptr) {
    BIO_set_data(bio, &pipe);
    BIO_set_init(bio, 1);
  }
  return bio;
}

}  // namespace server
