#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vtam/acb/desk.h"
#include "vtam/acb/json_reader.h"
#include "vtam/acb/line_answers.h"
#include "vtam/acb/line_request.h"

// What the desk knows. Its work is told in one file for each idea: desk_hello, desk_open,
// desk_session, desk_heard, desk_acquire, desk_watch, desk_end.
namespace vtam {

struct DeskConnection {
  ConnectionId id = 0;
  ApplicationPeer peer;
  std::string name{};          // of hello
  std::int64_t version = 0;    // of the messages; 0: no good hello yet
  bool ended = false;          // nothing is said to it or taken from it any more
  config::Instant since{};     // of the connect
  config::Instant heard_at{};  // of its last line
  std::optional<config::Instant> pinged{};
  std::int64_t pings = 0;
  std::uint32_t faults = 0;           // refused requests in a row
  std::uint32_t wrong_passwords = 0;  // ever
  std::vector<AcbId> acbs{};
  std::vector<AcquireId> acquires{};

  [[nodiscard]] std::string who() const {
    return name.empty() ? peer.where : name + " (" + peer.where + ")";
  }
};

struct DeskAcb {
  AcbId id = 0;
  ConnectionId connection = 0;
  config::ApplId row;
  config::ApplId name;  // as it was opened: the row's, or its ACBNAME
  AcbMode mode = AcbMode::Screen;
  std::unordered_set<SessionKey> sessions{};
  std::size_t unanswered = 0;  // sessions that are superseded
};

struct DeskSession {
  AcbId acb = 0;
  ConnectionId connection = 0;
  config::LuName lu;
  AcbMode mode = AcbMode::Screen;
  bool printer = false;
  bool accepted = false;
  bool closing = false;     // its close is under way
  bool lost = false;        // only `close` is expected
  bool superseded = false;  // lost, and its LU has another session already
  bool starved = false;     // its last send had no credit
  std::uint32_t credit = config::limits::kApplicationCredit;
  RequestId close_id{};
};

// A logon that waits to be accepted.
struct DeskOffer {
  config::Instant until;
  SessionKey key;
};

struct DeskAcquire {
  enum class Stage : std::uint8_t {
    Queued,   // behind another one
    Asked,    // no news yet
    Waiting,  // its holder has been asked to release it
    Absent    // its LU has no client; asked again later
  };
  AcbId acb = 0;
  ConnectionId connection = 0;
  AcquireLine line;
  RequestId id{};
  Stage stage = Stage::Queued;
  config::Instant since{};  // of this stage; of Queued and Asked: of the request
  std::string holder{};
};

// Why a request is refused, and, if that is so, why its connection ends with it.
struct No {
  Refusal refusal{};
  std::string ends{};
};
using Verdict = std::optional<No>;

struct Desk::State {
  // One line of a connection.
  struct Turn {
    DeskConnection& from;
    const Network& network;
    DeskOutcomes& outcomes;
  };

  config::ApplicationSocketSettings settings;
  std::string version;
  std::vector<std::string> tokens{};
  JsonReader reader{};
  std::unordered_map<ConnectionId, DeskConnection> connections{};
  std::unordered_map<AcbId, DeskAcb> acbs{};
  std::unordered_map<config::ApplId, AcbId> open_rows{};
  std::unordered_map<SessionKey, DeskSession> sessions{};
  std::unordered_map<config::LuName, SessionKey> session_of_lu{};
  std::deque<DeskOffer> offers{};
  std::unordered_map<AcquireId, DeskAcquire> acquires{};
  // First in, first out: numbers grow. The first one is asked for.
  std::unordered_map<config::LuName, std::set<AcquireId>> wanted{};
  AcbId last_acb = 0;
  AcquireId last_acquire = 0;
  config::Instant now{};  // as the last call that knew said

  void line(DeskConnection& from, std::string_view text, const Network& network,
            DeskOutcomes& outcomes);
  void refuse(DeskConnection& to, No no, DeskOutcomes& outcomes);

  Verdict take(Turn& turn, const Request& request, HelloLine& hello);
  Verdict take(Turn& turn, const Request& request, OpenLine& open);
  Verdict take(Turn& turn, const Request& request, CloseAcbLine& close);
  Verdict take(Turn& turn, const Request& request, SessionLine& said);
  Verdict take(Turn& turn, const Request& request, AcquireLine& line);
  Verdict take(Turn& turn, const Request& request, CancelLine& cancel);
  Verdict take(Turn& turn, const Request& request, PingLine& ping);
  Verdict take(Turn& turn, const Request& request, PongLine& pong);

  Verdict say(Turn& turn, const SessionKey& key, DeskSession& session, Said& said,
              const RequestId& id);
  Verdict spend_credit(DeskSession& session);
  [[nodiscard]] Verdict check_pass(const Turn& turn, const DeskSession& session,
                                   const CloseSession& close) const;
  void forget(const SessionKey& key);

  void begun(const AcbEvent& event, const SessionBegun& begun, DeskOutcomes& outcomes);
  void lost(const SessionKey& key, DeskSession& session, const SessionLost& lost,
            DeskOutcomes& outcomes);
  void tell(const SessionKey& key, DeskSession& session, const Heard& heard,
            DeskOutcomes& outcomes);
  void supersede(const SessionKey& key, config::LuName lu, DeskOutcomes& outcomes);

  [[nodiscard]] DeskAcb* acb_for(const DeskConnection& connection,
                                 std::optional<config::ApplId> name);
  void ask_for(AcquireId number, DeskOutcomes& outcomes);
  // Its LU is not wanted for it any more.
  void withdraw(AcquireId number, DeskOutcomes& outcomes);
  // Out of its LU's queue, whose next one is asked for.
  DeskAcquire drop_acquire(AcquireId number, DeskOutcomes& outcomes);
  void refuse_acquire(AcquireId number, Refusal refusal, DeskOutcomes& outcomes);
  void look_at_acquire(AcquireId number, DeskOutcomes& outcomes);

  void close_acb(AcbId number, AcbEnd how, DeskOutcomes& outcomes);
  void let_go(DeskConnection& connection, std::string_view why, AcbEnd how, DeskOutcomes& outcomes);
  void end(DeskConnection& connection, std::string_view why, AcbEnd how, DeskOutcomes& outcomes);

  void watch_connection(DeskConnection& connection, DeskOutcomes& outcomes);
  void watch_offers(DeskOutcomes& outcomes);
  void watch_acquires(DeskOutcomes& outcomes);
};

void put_line(ConnectionId connection, std::string line, DeskOutcomes& outcomes);
void put_log(DeskLog::Level level, std::string text, DeskOutcomes& outcomes);

}  // namespace vtam
