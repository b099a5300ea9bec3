#pragma once

#include <cstdint>
#include <string>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/protocol/record_header.h"
#include "tn3270/protocol/trace_telnet.h"

// Telnet and TN3270E by their names (RFC 854, RFC 2355, PROTOCOL 1-3). What a peer says is shown
// printable; what nobody knows by its number.
namespace tn3270::trace {

[[nodiscard]] std::string words(const TraceTelnet::Verb& verb);           // "DO TN3270E"
[[nodiscard]] std::string words(const TraceTelnet::Command& command);     // "AO"
[[nodiscard]] std::string words(const TraceTelnet::Subnegotiation& one);  // "SB … SE"
[[nodiscard]] std::string option_name(std::uint8_t option);

// ASCII of a peer: what could steer a terminal is "\x1B".
[[nodiscard]] std::string printable(Bytes text);

// "3270-DATA seq 5 ERROR-RESPONSE", "RESPONSE seq 5 NEGATIVE operation check". `data` is what
// follows the header.
[[nodiscard]] std::string header_words(const RecordHeader& header, Bytes data);
// Of a BIND-IMAGE: "PLU BSTTUSST, LU type 2, 24x80 and 43x80, size code 7F".
[[nodiscard]] std::string bind_words(Bytes image, const CodePage& page);
[[nodiscard]] std::string unbind_words(std::uint8_t reason);

}  // namespace tn3270::trace
