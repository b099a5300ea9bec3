#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/names.h"
#include "config/time.h"
#include "tn3270/server/admin/body_source.h"
#include "vtam/operator/command.h"

// What the admin API can ask of the running server. The hall implements it with messages to the
// reactors; the API's own tests with a double.
namespace server {

struct ClientView {
  std::string address;
  std::uint16_t port = 0;
  bool tls = false;
  std::string certificate{};  // subject, empty = none
  bool verified = false;      // of `certificate`
  std::string user{};         // that a mapping rule has given
};

// The line of a session whose application is another host, from when that has agreed to it.
struct HostSeatView {
  std::string host;  // as the settings say it
  std::uint16_t port = 0;
  bool tls = false;
  std::string lu{};  // the name that the host gives it there; empty: it has said none
};

// An application that a LU's user has left and may go back to.
struct SuspendedView {
  std::string application;
  std::string logmode;
  bool ending = false;  // it has been asked to, and has not let go
  std::optional<HostSeatView> host{};
};

// One LU as an operator sees it. Empty text = does not apply (JSON null).
struct LuView {
  config::LuName name;
  std::string type{};    // terminal, printer, direct, lpr, ftp
  std::string server{};  // partition
  std::string group{};
  std::string state{};        // vtam::text(LuState)
  std::string application{};  // in session with; outside a session the LU's own, if it has one
  std::string logmode{};
  std::string logmode_rule{};  // who said that logmode
  std::string typeterm{};
  std::string typeterm_rule{};
  std::string device{};      // "IBM-3278-2-E"
  std::string screen{};      // "24x80", "24x80/43x80" where the alternate differs
  std::string code_page{};   // of the session: "037", "1140"
  std::string connection{};  // tn3270, tn3270e
  std::vector<std::string> functions{};
  std::optional<ClientView> client{};
  std::optional<HostSeatView> host{};
  std::string since{};          // UTC, "2026-11-21T07:30:00Z"
  std::string last_activity{};  // the same
  std::string kept_until{};     // the same: its client is lost and its session goes on
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::string rule{};      // why this client has this LU, or why it is INACT
  std::string queued{};    // the application that its logon waits for
  std::string acquirer{};  // the application that waits for it
  std::vector<SuspendedView> suspended{};
};

// The program that has opened an ACB over the application socket.
struct ProgramView {
  std::string name;   // what it calls itself
  std::string peer;   // "pid 4711 uid 1000 (joe)"
  std::string since;  // UTC
  std::size_t sessions = 0;
};

enum class HostState : std::uint8_t {
  Untried,
  Up,       // the last one who called it found it
  Failing,  // the last one did not
  Down      // nobody calls it for some seconds
};
[[nodiscard]] const char* text(HostState state);  // "untried", "up", "failing", "down"

// One address of a host application.
struct HostView {
  std::string host;
  std::uint16_t port = 0;
  bool tls = false;
  HostState state = HostState::Untried;
  std::uint32_t sessions = 0;
  std::uint32_t connecting = 0;
  std::uint32_t waiting = 0;   // for their turn, at whichever address; with the first
  std::uint32_t failures = 0;  // one after the other
  std::string why{};           // of the last one
};

// One APPL row that is no LU's.
struct ApplicationView {
  config::ApplId name;
  std::string description{};
  std::string type{};
  std::string state{};  // vtam::text(LuState)
  std::string node{};   // major node
  bool implied = true;  // no book has the row
  std::string acb_name{};
  bool acquire = false;
  bool pass = false;
  std::uint16_t eas = 0;
  std::size_t sessions = 0;
  std::size_t queued = 0;  // logons that wait until its ACB is open
  std::string why{};       // nobody can log on; a sentence that goes on after the name
  std::optional<ProgramView> program{};
  std::vector<HostView> hosts{};  // of type "host": its addresses
};

struct CommandDone {
  config::LuName lu;
  std::string was;
  std::string now;
};
// A refusal in words; `rule` is a stable code ("BSTT075E", "NOT-IN-SESSION", "TERMINATING",
// "UNKNOWN-LU").
struct CommandRefused {
  bool unknown = false;  // no such LU
  std::string rule;
  std::string detail;
};
using CommandAnswer = std::variant<CommandDone, CommandRefused>;

// A trace of a LU, line by line; or why there is none.
enum class TraceRefused : std::uint8_t { UnknownLu, TooMany };
using TraceAnswer = std::variant<std::unique_ptr<BodySource>, TraceRefused>;

// One TCP proxy.
struct ProxyView {
  std::string name;
  std::string listens;           // "0.0.0.0 port 992 SSL"
  std::string goes_to;           // "127.0.0.1 port 23 TXT"
  std::uint64_t clients = 0;     // at the moment
  std::uint64_t total = 0;       // that were let in
  std::uint64_t refused = 0;     // by its access rules, or because there were too many
  std::uint64_t failed_tls = 0;  // handshakes with clients
  std::uint64_t unreached = 0;   // clients for whom the target was not to be had
  std::uint64_t bytes_to_target = 0;
  std::uint64_t bytes_to_client = 0;
};

// What came of reading one service's certificates again, or of looking the name of one
// proxy's target or of one host up again.
struct ReloadView {
  std::string who;      // "listener 'secure'", "proxy 'web'"
  std::string outcome;  // same, renewed, kept (what is found now does not do, the old goes on)
  std::string text;     // one sentence
  std::vector<std::string> notes{};
};

// Of everything that is read again.
struct ReloadViews {
  std::vector<ReloadView> certificates{};
  std::vector<ReloadView> targets{};  // of proxies and host applications, where they are names
};

// All calls come from the admin thread and answer there, once, now or later.
class AdminBackend {
 public:
  virtual ~AdminBackend() = default;
  virtual void lus(std::function<void(std::vector<LuView>)> answer) = 0;  // in definition order
  virtual void lu(config::LuName name, std::function<void(std::optional<LuView>)> answer) = 0;
  virtual void kill(config::LuName name, std::function<void(CommandAnswer)> answer) = 0;
  virtual void react(config::LuName name, std::function<void(CommandAnswer)> answer) = 0;
  virtual void applications(
      std::function<void(std::vector<ApplicationView>)> answer) = 0;  // in definition order
  virtual void command(vtam::OperatorCommand command,
                       std::function<void(vtam::OperatorReply)> answer) = 0;
  virtual void trace(config::LuName name, config::Ticks time,
                     std::function<void(TraceAnswer)> answer) = 0;
  [[nodiscard]] virtual std::vector<ProxyView> proxies() = 0;  // in definition order
  // Reads certificates, keys, CAs, revocation lists and staples again, and looks the names of
  // proxies' targets up.
  virtual void reload(std::function<void(ReloadViews)> answer) = 0;
  [[nodiscard]] virtual bool healthy() = 0;  // false: a reactor does not answer
};

}  // namespace server
