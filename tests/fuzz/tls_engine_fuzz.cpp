// What comes from a client before and inside of a handshake: every piece is taken, an answer is
// TLS and bounded, nothing is decrypted before the handshake is over, and a failed engine is
// silent.

#include <chrono>
#include <memory>
#include <variant>

#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/tls/test_authority.h"
#include "tn3270/server/tls/tls_engine.h"

namespace {

std::shared_ptr<const server::TlsContext> certified() {
  const server::TemporaryFolder folder;
  const auto now = std::chrono::system_clock::now();
  const auto until = now + std::chrono::hours(24);
  const auto identity = std::get<server::Identity>(server::issue_certificate(
      server::make_authority("fuzz", now, until), {"localhost"}, now, until));
  return std::get<std::shared_ptr<const server::TlsContext>>(
      server::TlsContext::load({folder.write("server.pem", identity.key + identity.certificate)}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kAnswer = 16U << 10U;  // certificate, key share and alerts
  constexpr std::uint8_t kLowestContentType = 20;
  constexpr std::uint8_t kHighestContentType = 23;
  using State = server::TlsEngine::State;
  static const std::shared_ptr<const server::TlsContext> kContext = certified();
  fuzz::Choices choices({data, size});
  server::TlsEngine engine(kContext);
  while (!choices.empty()) {
    const State before = engine.state();
    tn3270::ByteBuffer plain;
    tn3270::ByteBuffer out;
    const State after = engine.feed(choices.short_piece(), plain, out);
    fuzz::require(after == engine.state(), "feed() returns the state");
    fuzz::require(before != State::Failed || after == State::Failed, "a failure is for good");
    fuzz::require(before != State::Failed || out.empty(), "a failed engine is silent");
    fuzz::require(plain.empty() || after != State::Handshaking, "no text before the handshake");
    fuzz::require(out.size() <= kAnswer, "an answer's bound");
    fuzz::require(
        out.empty() || (out.front() >= kLowestContentType && out.front() <= kHighestContentType),
        "an answer is TLS");
    fuzz::require_printable(engine.error(), "the reason of a failure");
  }
  return 0;
}
