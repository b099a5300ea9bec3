#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "tn3270/datastream/bytes.h"
#include "vtam/ru_kind.h"

// What the program of a host application and its line to that host say to each other. The hall has
// the line: a connection on which the server is the host's terminal or printer. It is made by
// CallHost and ends with the session, or with HostGone. Source: RFC 2355, PROTOCOL 1 and 2.
namespace vtam {

// --- to the host. What comes before HostUp or after HostGone is dropped.

struct CallHost {};
// What a terminal sends: AID first.
struct DataToHost {
  tn3270::ByteBuffer record;
};
struct SscpToHost {
  tn3270::ByteBuffer text;  // EBCDIC
};
// To a HostData that wanted it.
struct AnswerToHost {
  std::uint16_t sequence = 0;
  bool positive = true;
  std::uint32_t sense = 0;  // of a negative one (PROTOCOL 1.5)
};
// A printer that needed a hand is ready.
struct ReadyToHost {};
enum class HostKey : std::uint8_t { Attn, Sysreq };
struct KeyToHost {
  HostKey key = HostKey::Attn;
};
using HostWish =
    std::variant<CallHost, DataToHost, SscpToHost, AnswerToHost, ReadyToHost, KeyToHost>;

// --- from the host

// Negotiation is over: records flow. It may come again, when the host negotiates anew.
struct HostUp {
  bool bind_image = false;  // it sends BIND and UNBIND
  bool sysreq = false;      // it takes the SYSREQ key
};
struct HostBind {
  tn3270::ByteBuffer image;
};
struct HostUnbind {
  std::uint8_t reason = 0x01;
};
enum class HostWants : std::uint8_t { Nothing, Errors, Answer };
struct HostData {
  tn3270::ByteBuffer record;  // command first, or SCS
  RuKind kind = RuKind::Data3270;
  HostWants wants = HostWants::Nothing;
  std::uint16_t sequence = 0;
};
struct HostSscp {
  tn3270::ByteBuffer text;  // EBCDIC with NL
};
// Printers: the host's job ends.
struct HostEndsJob {};
// The line is closed, or never came about. `why`: a clause, "the host has ended the session".
struct HostGone {
  std::string why;
  bool never_up = false;
};
using HostHeard =
    std::variant<HostUp, HostBind, HostUnbind, HostData, HostSscp, HostEndsJob, HostGone>;

}  // namespace vtam
