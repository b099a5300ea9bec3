#include "tn3270/server/printing/printer_tls.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "tn3270/server/tls/tls_client_context.h"
#include "tn3270/server/tls/tls_engine.h"
#include "tn3270/server/tls/tls_source.h"

namespace server {
namespace {

class PrinterTls final : public printers::TlsLayer {
 public:
  PrinterTls(std::shared_ptr<const TlsClientContext> context, const std::string& host)
      : engine_(TlsEngine::client(std::move(context), host)) {
    engine_.keep_half_open();
  }

  State start(tn3270::ByteBuffer& out) override { return state_of(engine_.start(out)); }

  State feed(tn3270::Bytes received, tn3270::ByteBuffer& plain, tn3270::ByteBuffer& out) override {
    return state_of(engine_.feed(received, plain, out));
  }

  bool send(tn3270::Bytes plain, tn3270::ByteBuffer& out) override {
    return engine_.can_send() && engine_.send(plain, out);
  }

  void close(tn3270::ByteBuffer& out) override { engine_.close(out); }

  [[nodiscard]] std::string error() const override { return engine_.error(); }
  [[nodiscard]] bool distrusts() const override { return engine_.distrusts(); }

 private:
  static State state_of(TlsEngine::State state) {
    switch (state) {
      case TlsEngine::State::Handshaking:
        return State::Handshaking;
      case TlsEngine::State::Open:
      case TlsEngine::State::WeClosed:
        return State::Open;
      case TlsEngine::State::PeerClosed:
      case TlsEngine::State::Closed:
        return State::PeerClosed;
      case TlsEngine::State::Failed:
        break;
    }
    return State::Failed;
  }

  TlsEngine engine_;
};

}  // namespace

printers::MakeTls tls_for_printers() {
  using Made = std::variant<std::unique_ptr<printers::TlsLayer>, std::string>;
  return [](const config::DeliverySettings& delivery) -> Made {
    auto loaded = TlsClientContext::load({delivery.verify, delivery.ca, {}, delivery.identity});
    if (auto* why = std::get_if<std::string>(&loaded)) {
      return std::move(*why);
    }
    return std::make_unique<PrinterTls>(
        std::get<std::shared_ptr<const TlsClientContext>>(std::move(loaded)), delivery.host);
  };
}

}  // namespace server
