#include "tests/unit/server/proxy/proxy_shop.h"

#include <future>
#include <stdexcept>
#include <thread>
#include <utility>

namespace server {

ProxyShop::ProxyShop(Tls tls, const Change& change, const config::AdmissionSettings& admission,
                     HostLookUp look_up)
    : tls_(tls), door_(std::make_unique<Door>()), target_port_(door_->port()) {
  settings_.name = "shop";
  settings_.listen = {"127.0.0.1", Door().port(), tls.client};
  settings_.to = {"127.0.0.1", target_port_, tls.target};
  settings_.certificate = certificate_.server;
  settings_.ca = certificate_.ca;
  settings_.verify_name = "localhost";
  ProxyService::Surroundings around;
  around.admission = admission;
  if (change) {
    change(settings_, around.timing);
  }
  if (settings_.to.port == 0) {
    door_ = std::make_unique<Door>(settings_.to.port, settings_.to.address);
    settings_.to.port = target_port_ = door_->port();
  }
  around.proxies = {settings_};
  around.log = &log_;
  around.lanes = 2;
  around.open_tls = [context = certificate_.context()](const config::ProxySettings&) {
    return [context] { return context; };
  };
  around.look_up = std::move(look_up);
  service_ = std::make_unique<ProxyService>(std::move(around));
  service_->start();
}

std::vector<ReloadView> ProxyShop::look_up_again() {
  auto told = std::make_shared<std::promise<std::vector<ReloadView>>>();
  service_->look_up_again(
      [told](std::vector<ReloadView> views) { told->set_value(std::move(views)); });
  return told->get_future().get();
}

Line ProxyShop::client() {
  Line line = Line::to(settings_.listen.port, settings_.listen.address);
  if (tls_.client && !line.secure_as_client(certificate_.ca, tls_.version)) {
    throw std::runtime_error("the proxy did not shake hands");
  }
  return line;
}

Line ProxyShop::target() {
  Line line = door_->accept();
  if (tls_.target && !line.secure_as_server(certificate_.server, tls_.version)) {
    throw std::runtime_error("the proxy did not shake hands as a client");
  }
  return line;
}

ProxyShop::Pair ProxyShop::connect() {
  Line first = client();
  return {std::move(first), target()};
}

bool ProxyShop::soon(const std::function<bool(const ProxyView&)>& condition) const {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (!condition(view())) {
    if (std::chrono::steady_clock::now() > until) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace server
