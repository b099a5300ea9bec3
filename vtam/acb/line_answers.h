#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vtam/acb/heard.h"
#include "vtam/acb/line_request.h"

// Values as lines for applications, each without its NL.
namespace vtam {

// `refused`: what is empty is left out.
struct Refusal {
  std::string of{};
  RequestId id{};
  std::string rule{};
  std::string why{};
  std::string application{};
  std::string session{};
  std::string lu{};
  std::string field{};
  std::uint32_t sense = 0;
};
[[nodiscard]] std::string line_of(const Refusal& refusal);

// The versions of these messages that this server speaks.
inline constexpr std::int64_t kApiCurrent = 1;
inline constexpr std::int64_t kApiMinimum = 1;

[[nodiscard]] std::string hello_line(std::string_view version, const RequestId& id);
struct Opened {
  std::string application{};
  AcbMode mode = AcbMode::Screen;
  bool acquire = false;
  bool pass = false;
};
[[nodiscard]] std::string opened_line(const Opened& opened, const RequestId& id);
[[nodiscard]] std::string closed_acb_line(std::string_view application, const RequestId& id);
[[nodiscard]] std::string ping_line(std::int64_t n);
[[nodiscard]] std::string pong_line(std::int64_t n, const RequestId& id);

// `application`: the name under which its ACB was opened. `acquired` if it was acquired, else
// `logon`.
[[nodiscard]] std::string begun_line(const SessionKey& key, const SessionBegun& begun,
                                     std::string_view application, const RequestId& id);
[[nodiscard]] std::string line_of(const SessionKey& key, const UserInput& input);
[[nodiscard]] std::string line_of(const SessionKey& key, const RecordInput& input);
[[nodiscard]] std::string line_of(const SessionKey& key, const SessionLost& lost);
[[nodiscard]] std::string line_of(const SessionKey& key, const Responded& responded);
[[nodiscard]] std::string line_of(const SessionKey& key, const CreditBack& back);
[[nodiscard]] std::string line_of(const SessionKey& key, const SendRefused& refused);
[[nodiscard]] std::string line_of(const SessionKey& key, const ReleaseWanted& wanted);
[[nodiscard]] std::string line_of(const SessionKey& key, const RepaintWanted& wanted);
[[nodiscard]] std::string line_of(const SessionKey& key, const ClientSeen& seen);
[[nodiscard]] std::string line_of(const SessionKey& key, const Signalled& signalled);
[[nodiscard]] std::string line_of(const SessionKey& key, const PrinterStatus& status);
[[nodiscard]] std::string line_of(const SessionKey& key, const Printed& printed);
[[nodiscard]] std::string line_of(const SessionKey& key, const SessionClosed& closed);
// `lost` of a logon that was not accepted in time.
[[nodiscard]] std::string timeout_line(const SessionKey& key, std::string_view why);

}  // namespace vtam
