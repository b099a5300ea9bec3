#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/unit/server/proxy/line.h"
#include "tests/unit/server/tls/tls_client.h"
#include "tn3270/server/log.h"
#include "tn3270/server/proxy/proxy_service.h"
#include "tn3270/server/resolver.h"

namespace server {

// The beginning of a ClientHello.
inline const std::string kHello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);

// Which sides speak TLS.
struct Tls {
  bool client = false;
  bool target = false;
  int version = TLS1_3_VERSION;
};

// One proxy in this process, and a door that stands for its target.
class ProxyShop {
 public:
  using Change = std::function<void(config::ProxySettings&, config::TimingSettings&)>;
  explicit ProxyShop(Tls tls = {}, const Change& change = {},
                     const config::AdmissionSettings& admission = {},
                     HostLookUp look_up = system_addresses);

  // A client that has shaken hands, and the target's end of its connection, which has as well.
  struct Pair {
    Line client;
    Line target;
  };
  [[nodiscard]] Pair connect();
  // The same one after the other.
  [[nodiscard]] Line client();
  [[nodiscard]] Line target();

  [[nodiscard]] Door& door() { return *door_; }
  void close_door() { door_.reset(); }
  void open_door() { door_ = std::make_unique<Door>(target_port_); }
  [[nodiscard]] std::uint16_t target_port() const { return target_port_; }
  [[nodiscard]] std::uint16_t port() const { return settings_.listen.port; }
  [[nodiscard]] const TestCertificate& certificate() const { return certificate_; }
  [[nodiscard]] ProxyService& service() { return *service_; }
  // What came of it.
  [[nodiscard]] std::vector<ReloadView> look_up_again();
  [[nodiscard]] ProxyView view() const { return service_->views().at(0); }
  // Becomes true soon.
  [[nodiscard]] bool soon(const std::function<bool(const ProxyView&)>& condition) const;

 private:
  TestCertificate certificate_;
  Tls tls_;
  std::unique_ptr<Door> door_;
  std::uint16_t target_port_;
  config::ProxySettings settings_;
  Log log_{Log::Target::Nowhere};
  std::unique_ptr<ProxyService> service_;
};

}  // namespace server
