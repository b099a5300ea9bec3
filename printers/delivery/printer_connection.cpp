#include "printers/delivery/printer_connection.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace printers {
namespace {

using What = ConnectFault::What;

// Why there is no TLS with a printer that is connected.
ConnectFault no_tls(Streamed how, const SocketStream& stream, const std::string& printer) {
  switch (how) {
    case Streamed::Stopped:
      return {What::Stopped, "stopped while TLS was agreed with " + printer};
    case Streamed::TimedOut:
      return {What::NoTls, printer +
                               " is connected, but says nothing of TLS; it may speak clear "
                               "text there"};
    case Streamed::Ended:
      return {What::NoTls, printer +
                               " closed the connection instead of TLS; it may speak clear "
                               "text there"};
    default:
      break;
  }
  return {stream.distrusts() ? What::Untrusted : What::NoTls,
          "no TLS with " + printer + ": " + stream.loss()};
}

}  // namespace

Endpoint endpoint_of(const config::DeliverySettings& settings, std::uint64_t rotation) {
  return {settings.host, settings.port, settings.connect, settings.source_port, rotation};
}

std::variant<SocketStream, ConnectFault> open_connection(const config::DeliverySettings& settings,
                                                         std::uint64_t rotation,
                                                         const Patience& patience,
                                                         const MakeTls& tls, const Stop& stop) {
  std::unique_ptr<TlsLayer> layer;
  if (settings.tls != config::DeliveryTls::None) {
    if (!tls) {
      return ConnectFault{What::Untrusted, "there is no TLS for printers here"};
    }
    auto made = tls(settings);
    if (const auto* why = std::get_if<std::string>(&made)) {
      return ConnectFault{What::Untrusted, *why};
    }
    layer = std::move(std::get<std::unique_ptr<TlsLayer>>(made));
  }
  const Endpoint endpoint = endpoint_of(settings, rotation);
  auto connected = connect_to(endpoint, patience.until, stop);
  if (auto* fault = std::get_if<ConnectFault>(&connected)) {
    return std::move(*fault);
  }
  SocketStream stream(std::move(std::get<Descriptor>(connected)), patience.answer, stop);
  if (layer) {
    const Clock::time_point until = std::min(patience.until, Clock::now() + settings.connect);
    if (const Streamed how = stream.secure(std::move(layer), until); how != Streamed::Done) {
      return no_tls(how, stream, endpoint.text());
    }
  }
  return stream;
}

}  // namespace printers
