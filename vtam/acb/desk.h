#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "config/time.h"
#include "vtam/acb/acb.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/said.h"
#include "vtam/acb/session_key.h"
#include "vtam/network.h"

// The application socket without the socket: lines of JSON in, lines and wishes out. DESIGN 6 and
// docs/applications.md are the contract.
namespace vtam {

// One connection of an application; never used again while the server lives.
using ConnectionId = std::uint64_t;

// Who has connected.
struct ApplicationPeer {
  std::string where{};       // "pid 4711 uid 1000 (joe)", "10.0.0.7 port 40112 TLSv1.3"
  bool needs_token = false;  // TCP: its hello must bring one
};

// One line for a connection, without its NL.
struct SendLine {
  ConnectionId connection = 0;
  std::string line{};
};
// What was sent until now goes out, then the connection ends.
struct EndApplication {
  ConnectionId connection = 0;
  std::string why{};
};
struct OpenAcb {
  AcbId acb = 0;
  config::ApplId application;
  AcbMode mode = AcbMode::Screen;
};
struct CloseAcb {
  AcbId acb = 0;
  config::ApplId application;
  AcbEnd how = AcbEnd::Closed;
};
// For the session's reactor.
struct TellSession {
  SessionKey key;
  Said said;
};
// OPNDST ACQUIRE or SIMLOGON: the answers are AcquireNews, or SessionBegun with its number. Sent
// again for the same number when the LU had no client.
struct AcquireLu {
  AcquireId acquire = 0;
  AcbId acb = 0;
  config::ApplId application;
  config::LuName lu;
  std::optional<config::ModeName> logmode{};
};
// Nobody waits for this one any more.
struct CancelAcquire {
  AcquireId acquire = 0;
  config::LuName lu;
};
struct DeskLog {
  enum class Level : std::uint8_t { Info, Warning };
  Level level = Level::Info;
  std::string text{};  // "TND4nnI …"
};
using DeskOutcome = std::variant<SendLine, EndApplication, OpenAcb, CloseAcb, TellSession,
                                 AcquireLu, CancelAcquire, DeskLog>;
using DeskOutcomes = std::vector<DeskOutcome>;

// What operators see of one ACB that an application has opened.
struct AcbView {
  config::ApplId application;
  AcbId acb = 0;
  std::string name{};   // of hello
  std::string where{};  // ApplicationPeer::where
  std::size_t sessions = 0;
};

// Every application connection, its ACBs, their sessions and credit, and the acquires that wait.
// One thread owns it. Nothing that an application sends throws or grows without a limit
// (config/limits.h); what it may not do is answered, in words.
class Desk {
 public:
  explicit Desk(config::ApplicationSocketSettings settings, std::string version);
  ~Desk();
  Desk(Desk&&) noexcept;
  Desk& operator=(Desk&&) noexcept;

  void connected(ConnectionId connection, ApplicationPeer peer, config::Instant now,
                 DeskOutcomes& outcomes);
  // One line without its NL. `network`: as it is now. EndApplication in `outcomes` or not,
  // disconnected() follows when the connection is gone.
  void line(ConnectionId connection, std::string_view text, const Network& network,
            config::Instant now, DeskOutcomes& outcomes);
  // The transport's own end of a connection: too long a line, or its output is not read.
  void refuse_connection(ConnectionId connection, std::string_view rule, std::string_view why,
                         AcbEnd how, DeskOutcomes& outcomes);
  void disconnected(ConnectionId connection, std::string_view why, DeskOutcomes& outcomes);

  void heard(AcbEvent event, config::Instant now, DeskOutcomes& outcomes);
  void heard(const AcquireNews& news, config::Instant now, DeskOutcomes& outcomes);
  // About once in a second: logons that nobody accepts, applications that do not answer, acquires
  // that wait too long or whose LU may have a client now.
  void tick(config::Instant now, DeskOutcomes& outcomes);

  // A hello's token is compared with these, in constant time.
  void allow_tokens(std::vector<std::string> tokens);

  // It has said hello, and with a token where one is needed.
  [[nodiscard]] bool greeted(ConnectionId connection) const;
  [[nodiscard]] std::vector<AcbView> views() const;
  [[nodiscard]] std::size_t sessions() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vtam
