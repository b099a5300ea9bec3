// An engine of each side, joined by pieces of any size: what one is given to say arrives at the
// other, in order and nothing else, until one has closed; a changed byte is a failure and never a
// text.

#include <algorithm>
#include <chrono>
#include <memory>
#include <variant>

#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/tls/test_authority.h"
#include "tn3270/server/tls/tls_engine.h"

namespace {

using server::TlsEngine;
using tn3270::ByteBuffer;
using tn3270::Bytes;

std::shared_ptr<const server::TlsContext> server_context() {
  const server::TemporaryFolder folder;
  const auto now = std::chrono::system_clock::now();
  const auto until = now + std::chrono::hours(24);
  const auto identity = std::get<server::Identity>(server::issue_certificate(
      server::make_authority("fuzz", now, until), {"localhost"}, now, until));
  return std::get<std::shared_ptr<const server::TlsContext>>(
      server::TlsContext::load({folder.write("server.pem", identity.key + identity.certificate)}));
}

std::shared_ptr<const server::TlsClientContext> client_context() {
  server::TlsClientSource source;
  source.verify = false;
  return std::get<std::shared_ptr<const server::TlsClientContext>>(
      server::TlsClientContext::load(source));
}

struct End {
  TlsEngine engine;
  ByteBuffer out{};    // not carried yet
  ByteBuffer said{};   // by its program
  ByteBuffer heard{};  // from the other one
};

// Carries so many bytes that wait at `from`.
void carry(End& from, End& to, std::size_t count) {
  count = std::min(count, from.out.size());
  const ByteBuffer wire(from.out.begin(), from.out.begin() + static_cast<std::ptrdiff_t>(count));
  from.out.erase(from.out.begin(), from.out.begin() + static_cast<std::ptrdiff_t>(count));
  to.engine.feed(wire, to.heard, to.out);
}

void say(End& end, std::uint8_t seed, std::size_t size) {
  if (!end.engine.can_send()) {
    return;
  }
  ByteBuffer text(size);
  for (std::size_t at = 0; at < size; ++at) {
    text[at] = static_cast<std::uint8_t>(seed + at * 31);
  }
  if (end.engine.send(text, end.out)) {
    end.said.insert(end.said.end(), text.begin(), text.end());
  }
}

void require_prefix(const End& speaker, const End& listener) {
  fuzz::require(listener.heard.size() <= speaker.said.size() &&
                    std::equal(listener.heard.begin(), listener.heard.end(), speaker.said.begin()),
                "what is heard is what was said");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kServer = server_context();
  static const auto kClient = client_context();
  fuzz::Choices choices({data, size});
  End server{TlsEngine(kServer)};
  End client{TlsEngine::client(kClient, "localhost")};
  server.engine.keep_half_open();
  client.engine.keep_half_open();
  client.engine.start(client.out);
  bool changed = false;
  while (!choices.empty()) {
    const std::size_t choice = choices.below(8);
    End& one = choice % 2 == 0 ? server : client;
    End& other = choice % 2 == 0 ? client : server;
    switch (choice / 2) {
      case 0:
        carry(one, other, choices.byte() * std::size_t{257} + 1);
        break;
      case 1:
        carry(one, other, choices.byte());
        break;
      case 2:
        say(one, choices.byte(), choices.byte() * std::size_t{150});
        break;
      default:
        if (choices.below(4) != 0) {
          one.engine.close(one.out);
        } else if (!one.out.empty()) {
          one.out[choices.byte() % one.out.size()] ^= 1U;
          changed = true;
        }
    }
    require_prefix(server, client);
    require_prefix(client, server);
  }
  for (int round = 0; round < 8; ++round) {
    carry(server, client, server.out.size());
    carry(client, server, client.out.size());
    require_prefix(server, client);
    require_prefix(client, server);
  }
  if (!changed) {
    fuzz::require(server.heard == client.said && client.heard == server.said,
                  "all that was said has arrived");
    fuzz::require(server.engine.state() != TlsEngine::State::Failed &&
                      client.engine.state() != TlsEngine::State::Failed,
                  "nothing fails that is carried as it is");
  }
  fuzz::require_printable(server.engine.error(), "the reason of a failure");
  fuzz::require_printable(client.engine.error(), "the reason of a failure");
  return 0;
}
