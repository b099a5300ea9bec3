#pragma once

#include <memory>
#include <string>

#include "tn3270/control/server_access.h"
#include "tn3270/control/transport.h"

namespace control {

// Calls over HTTP. One connection serves all calls of a run.
class CurlTransport : public Transport {
 public:
  explicit CurlTransport(ServerAccess access);
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  std::variant<Answer, Unreachable> call(Method method, const std::string& target) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace control
