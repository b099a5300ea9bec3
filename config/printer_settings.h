#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/limits.h"
#include "config/time.h"

namespace config {

enum class PrinterData : std::uint8_t { Dsc, Scs };  // LU3 or LU1
enum class DeliveryTls : std::uint8_t {
  None,
  Explicit,  // FTP only: AUTH TLS
  Implicit   // from the first byte
};

enum class PrintOutput : std::uint8_t {
  Text,
  Pdf,
  Raw  // SCS and 3270 data as they are; of SCS' TRN only what it holds
};
enum class LineEnd : std::uint8_t { CrLf, Lf, Cr };
enum class FormFeed : std::uint8_t { After, Before, None };
enum class Overflow : std::uint8_t { Wrap, Cut };
enum class Paper : std::uint8_t { A4, Letter };
enum class Orientation : std::uint8_t { Automatic, Portrait, Landscape };

// What a job becomes on its way to a printer (MODEL 4). Empty or nullopt: as the LU's type has it.
struct FormatSettings {
  PrintOutput output = PrintOutput::Text;
  // Of text, as iconv names it; empty: ISO-8859-1 for direct and lpr, UTF-8 for the others.
  std::string charset{};
  std::string prefix{};               // bytes before each job, from escapes or a preset
  std::string suffix{};               // bytes behind it
  std::optional<LineEnd> line_end{};  // nullopt: CR LF for direct and lpr, LF for the others
  FormFeed form_feed = FormFeed::After;
  Overflow overflow = Overflow::Wrap;
  std::uint16_t columns = limits::kPrintColumns;  // unless the job says (SHF, WCC)
  std::uint16_t lines = limits::kPrintLines;      // of a PDF's page, unless the job says (SVF)
  double cpi = 0;  // characters an inch of PDF; 0: as wide as the columns need
  double lpi = 0;  // lines an inch of PDF; 0: as the lines of a page need
  Paper paper = Paper::A4;
  Orientation orientation = Orientation::Automatic;  // landscape beyond 80 columns
  bool banner = false;
};

enum class UnknownOutcome : std::uint8_t { Hold, Redo };
enum class QueueOrder : std::uint8_t {
  Keep,     // a job that can't be printed blocks those behind it
  Continue  // it is left behind
};

// How the jobs of one printer are treated, also of one that a client serves.
struct QueueSettings {
  UnknownOutcome unknown = UnknownOutcome::Hold;
  QueueOrder order = QueueOrder::Keep;
  Ticks retry = limits::kPrintRetry;                // the first; doubles up to
  Ticks retry_at_most = limits::kPrintRetryAtMost;  // this
  std::uint32_t tries = 0;                          // then the job has failed; 0: for ever
  Ticks end_of_job = limits::kEndOfJob;             // nothing is written for so long
};

enum class ControlFile : std::uint8_t { First, Last };
enum class SourcePort : std::uint8_t {
  Any,
  Privileged,  // 512-1023
  Rfc1179      // 721-731
};

// Where a printer LU that no client serves delivers to.
struct DeliverySettings {
  std::string host;
  std::uint16_t port = 0;
  std::string queue;                    // LPR
  std::string user;                     // FTP, IPP
  std::string password;                 // FTP, from a deck; never shown
  std::string password_file;            // FTP, IPP, from JSON: a path
  std::string directory;                // FTP: at the server; File: a path
  bool passive = true;                  // FTP: decks say FTP = active, FTPP = passive
  DeliveryTls tls = DeliveryTls::None;  // Direct, LPR, FTP
  bool verify = true;                   // the certificate of a server with TLS
  std::string ca;                       // path; empty: the system's
  std::string identity{};               // our own certificate there, if any: path of a PEM file
  // FTP
  std::string pin{};  // "sha256//…": the server's public key must be this one; curl's notation
  bool same_certificate = true;  // of control and data connection (PI18664)
  bool ccc = false;              // CCC after the logon
  bool append = false;           // APPE instead of STOR
  bool temporary = false;        // to a temporary name, then renamed; File always does
  // FTP, File: with {lu} {job} {date} {time} {sequence} {application}
  std::string file_name = "{lu}.{date}.{sequence}";
  // LPR
  ControlFile control = ControlFile::First;
  SourcePort source_port = SourcePort::Any;
  bool lpr_banner = false;  // L: the spooler's own banner page
  bool filtered = false;    // f instead of l: the spooler may format it
  std::string class_name{};
  std::string job_name{};   // as file_name
  std::string host_name{};  // H; empty: this machine's name
  // IPP: "ipp://host:631/printers/lp", "ipps://…"
  std::string uri{};
  // Command: a program's path and its words; the job is its stdin
  std::vector<std::string> command{};
  // of one connect, and of a silent other side while it should answer
  Ticks connect = limits::kPrintConnect;
  Ticks answer = limits::kPrintAnswer;
  FormatSettings format{};
};

[[nodiscard]] inline bool speaks_tls(const DeliverySettings& delivery) {
  return delivery.tls != DeliveryTls::None || delivery.uri.starts_with("ipps:");
}

}  // namespace config
