#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tn3270/control/server_access.h"
#include "tn3270/control/transport.h"

namespace control {

// Calls over HTTP. One connection serves all calls of a run.
class CurlTransport : public Transport {
 public:
  // A stream ends when `interrupted` says so; it is asked once a second and more often.
  explicit CurlTransport(ServerAccess access, std::function<bool()> interrupted = {});
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  std::variant<Answer, Unreachable> call(Method method, const std::string& target,
                                         const Body& body) override;
  std::variant<Answer, Unreachable> stream(const std::string& target,
                                           const LineTaker& take) override;

 private:
  [[nodiscard]] Unreachable unreachable(int curl_code) const;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace control
