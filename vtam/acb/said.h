#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "tn3270/datastream/bytes.h"
#include "vtam/acb/screen.h"

// What an application says to one of its sessions, over the application socket.
namespace vtam {

// A request's "id" as it was written, "17" or "\"a\""; empty: it had none. Answers repeat it.
using RequestId = std::string;

struct AcceptLogon {};
struct RejectLogon {
  std::uint32_t sense = 0;  // 0: 08010000
  std::string why{};        // for the user's menu
};
// screen mode
struct SendScreen {
  Screen screen;
  bool erase = true;
  bool unlock = true;
  bool alarm = false;
  bool response = false;  // a definite one: comes back as Responded
  RequestId id{};
};
// datastream mode: a whole RU, from its command byte on; SCS on LU1
struct SendRecord {
  tn3270::ByteBuffer record;
  bool response = false;
  RequestId id{};
};
// On a printer's session.
struct PrintText {
  std::string text{};  // UTF-8; NL as \n, FF as \f
  bool end_of_job = false;
  RequestId id{};
};
struct PrintScs {
  tn3270::ByteBuffer scs{};
  bool end_of_job = false;
  RequestId id{};
};
// The session ends; after `lost`: the application has let go. With `pass_to`: CLSDST PASS.
struct CloseSession {
  std::optional<config::ApplId> pass_to{};
  std::optional<config::ModeName> logmode{};
  std::string data{};
  std::string notice{};  // for the user's menu
  RequestId id{};
};
using Said = std::variant<AcceptLogon, RejectLogon, SendScreen, SendRecord, PrintText, PrintScs,
                          CloseSession>;

}  // namespace vtam
