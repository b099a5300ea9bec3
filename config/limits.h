#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "config/time.h"

// Every limit has a name, a unit, a reason and a test.
namespace config::limits {

// --- names and decks
// ---------------------------------------------------------------------------------------------

// Deck and book cards: columns 73-80 hold sequence numbers and are not read (80-column cards).
inline constexpr std::size_t kCardColumns = 72;
// SLI includes within includes; a member that includes itself ends here.
inline constexpr std::size_t kIncludeDepth = 16;
// One configuration file, in bytes. 100,000 LUs, a line each, need 5 MB.
inline constexpr std::size_t kConfigFileBytes = 64U << 20U;
// LU names of one "T[001-100]" range.
inline constexpr std::size_t kRangeNames = 1'000'000;

// --- telnet (bytes unless said otherwise)
// --------------------------------------------------------------------------

// A sub-negotiation of ours never needs more than a device type and a name (32 + 8); libtelnet
// would grow to 16 KB and then spill the rest as data.
inline constexpr std::size_t kSubnegotiation = 512;
// RFC 2355 sends names of up to 8 bytes; x3270 cuts at 32, so longer texts are never a client's
// honest mistake.
inline constexpr std::size_t kResourceName = 32;
// One inbound record. A full Read Buffer of 27x132 in character mode is 30 KB, IND$FILE DFT 32 KB
// (PROTOCOL 4.5).
inline constexpr std::size_t kInboundRecord = 64U << 10U;
// Data of a client before it has negotiated anything: storage leaked for ever on another server
// (APAR PQ51829).
inline constexpr std::size_t kEarlyData = 256;
// Telnet negotiation verbs of one connection in one life. A complete logon takes 12; CVE-2021-40523
// is what happens without a bound.
inline constexpr std::uint32_t kNegotiations = 200;
// FUNCTIONS rounds before TN3270E is given up (RFC 2355 7.2 sets none; two parties could go on for
// ever).
inline constexpr std::uint8_t kFunctionRounds = 3;
// DEVICE-TYPE requests refused on one connection. A client with a list of LUs sends one for each.
inline constexpr std::uint32_t kDeviceRefusals = 100;

// --- time
// ------------------------------------------------------------------------------------------------------------

// PCOMM needs up to 5 s to un-negotiate; 30 s leaves room for a slow line.
inline constexpr Ticks kNegotiationPhase = std::chrono::seconds(30);
// All phases together: does not slide, so that a trickling client cannot hold a descriptor.
inline constexpr Ticks kNegotiationAll = std::chrono::seconds(60);
// An application that has been told to let go and has not: a message, once (MODEL 3).
inline constexpr Ticks kTerminating = std::chrono::seconds(30);
// A holder that is silent is asked whether it lives; PCOMM gives up after 3 s (APAR IT17700).
inline constexpr Ticks kProbeAnswer = std::chrono::seconds(2);
inline constexpr Ticks kProbeSilence = std::chrono::seconds(1);
// x3270 shows a line of text that comes before 3270 mode only while the connection stands.
inline constexpr Ticks kNoticeShown = std::chrono::seconds(2);
// SIGTERM to the end of the process.
inline constexpr Ticks kShutdown = std::chrono::seconds(5);
// Accepting goes on by itself after EMFILE and its like (APAR PI71325: it never did).
inline constexpr Ticks kAcceptPause = std::chrono::milliseconds(200);

// --- output and sessions
// ---------------------------------------------------------------------------------------------

// Unsent bytes of one client. A 62x160 screen with an attribute on every cell is 90 KB; a client
// that has stopped reading costs this much and no more (APAR PM73261).
inline constexpr std::size_t kUnsentOutput = 256U << 10U;
// One read from a socket, a scratch buffer of the reactor.
inline constexpr std::size_t kReadScratch = 16U << 10U;
// One listener takes at most this many waiting connections in a turn before it looks at anything
// else.
inline constexpr std::size_t kAcceptBatch = 64;

// --- administration
// --------------------------------------------------------------------------------------------------

// Rows of one list answer (DESIGN 6).
inline constexpr std::size_t kListDefault = 500;
inline constexpr std::size_t kListMost = 5'000;
// A request body: commands are one line.
inline constexpr std::size_t kHttpBody = 64U << 10U;
inline constexpr std::size_t kHttpUrl = 2'048;
inline constexpr std::size_t kHttpHeaders = 64;
inline constexpr std::size_t kHttpConnections = 256;

}  // namespace config::limits
