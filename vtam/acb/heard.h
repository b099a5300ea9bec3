#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "config/names.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/screen_size.h"
#include "vtam/acb/said.h"
#include "vtam/acb/session_key.h"
#include "vtam/client_facts.h"
#include "vtam/program.h"

// What a session of a socket application tells it. Made in the LU's reactor, taken by the thread
// that owns the application socket.
namespace vtam {

struct SessionBegun {
  config::LuName lu;
  bool printer = false;
  config::ApplId application;
  config::ModeName logmode;
  std::string typeterm{};
  std::string device{};  // "IBM-3278-2-E"
  tn3270::ScreenSizes screen{};
  bool alternate = false;
  bool scs = false;  // a printer: LU1
  std::string code_page{};
  std::string client{};
  std::shared_ptr<const ClientIdentity> identity{};
  std::string data{};
  std::optional<config::ApplId> from{};  // who passed it
  AcquireId acquire = 0;                 // not 0: it was acquired, and is `acquired`, not `logon`
};
struct UserInput {
  tn3270::Aid aid = tn3270::Aid::None;
  std::optional<ScreenPlace> cursor{};                        // from 1
  std::vector<std::pair<std::string, std::string>> fields{};  // modified ones, UTF-8
  // Text on a screen without fields, or in fields without a name: where it begins.
  std::vector<std::pair<ScreenPlace, std::string>> others{};
};
struct RecordInput {  // datastream mode: AID first
  tn3270::ByteBuffer record;
};
struct SessionLost {
  LossReason reason = LossReason::ClientLost;
};
struct Responded {
  RequestId id{};
  Answer answer{};
};
struct CreditBack {
  std::uint32_t n = 0;
};
// A send or print that did not happen; its credit comes back by itself.
struct SendRefused {
  const char* of = "send";  // "send", "print", "accept" …
  RequestId id{};
  std::string rule{};   // "OFF-SCREEN", "UNMAPPABLE" …
  std::string field{};  // by name, or "row 3 column 10"; empty: it is about none
  std::string why{};
  std::uint32_t sense = 0;  // 0: none says it
};
struct ReleaseWanted {  // RELREQ
  config::ApplId by;
};
struct RepaintWanted {};  // LUSTAT 082B: the screen is lost
struct Signalled {};      // ATTN
struct ClientSeen {       // on_client()
  ClientNews news = ClientNews::Gone;
};
struct PrinterStatus {
  std::uint32_t lustat = 0;
};
struct Printed {
  RequestId id{};
  std::uint64_t job = 0;
};
// The session is over as its application wanted; nothing follows.
struct SessionClosed {
  RequestId id{};
};
using Heard = std::variant<SessionBegun, UserInput, RecordInput, SessionLost, Responded, CreditBack,
                           SendRefused, ReleaseWanted, RepaintWanted, Signalled, ClientSeen,
                           PrinterStatus, Printed, SessionClosed>;

struct AcbEvent {
  AcbId acb = 0;
  SessionKey key;
  Heard heard;
};

// How an acquire goes on. SessionBegun with its number is the good end.
struct AcquireNews {
  enum class What : std::uint8_t {
    Waiting,   // its holder has been asked to release it
    NoClient,  // nobody has the LU; or its client has gone while this waited
    Refused    // never
  };
  AcquireId acquire = 0;
  What what = What::Refused;
  std::string why{};  // of Waiting: who holds it
  std::uint32_t sense = 0;
};

// Where reactors put them. Called in any thread; returns at once.
class AcbSink {
 public:
  AcbSink() = default;
  virtual ~AcbSink() = default;
  AcbSink(const AcbSink&) = delete;
  AcbSink& operator=(const AcbSink&) = delete;
  virtual void put(AcbEvent event) = 0;
  virtual void put(AcquireNews news) = 0;
};

}  // namespace vtam
