#include "tn3270/server/check_report_printers.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

#include "config/printer_presets.h"
#include "tn3270/server/check_report_tables.h"
#include "tn3270/server/name_runs.h"
#include "tn3270/server/text_table.h"

namespace server {
namespace {

using config::DeliverySettings;
using config::FormatSettings;
using config::LuType;
using config::QueueSettings;

std::string host_and_port(const DeliverySettings& delivery) {
  const bool literal = delivery.host.find(':') != std::string::npos;
  return (literal ? "[" + delivery.host + "]" : delivery.host) + ":" +
         std::to_string(delivery.port);
}

std::string raw_target(const DeliverySettings& delivery) {
  return host_and_port(delivery) + (delivery.tls == config::DeliveryTls::None ? "" : " by TLS");
}

std::string ftp_target(const DeliverySettings& delivery) {
  std::string text = delivery.tls == config::DeliveryTls::None ? "ftp://" : "ftps://";
  text += delivery.user + "@" + host_and_port(delivery) + "/";
  text += delivery.directory.empty() ? "" : delivery.directory + "/";
  return text + delivery.file_name;
}

std::string command_line(const DeliverySettings& delivery) {
  std::string text;
  for (const std::string& word : delivery.command) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::string target(const config::LuSettings& lu) {
  const DeliverySettings& delivery = *lu.delivery;
  switch (lu.type) {
    case LuType::Direct:
      return raw_target(delivery);
    case LuType::Lpr:
      return raw_target(delivery) + " queue " + delivery.queue;
    case LuType::Ftp:
      return ftp_target(delivery);
    case LuType::Ipp:
      return delivery.uri;
    case LuType::File:
      return delivery.directory + "/" + delivery.file_name;
    case LuType::Command:
      return command_line(delivery);
    case LuType::Terminal:
    case LuType::Printer:
      break;
  }
  return "";
}

// What differs from what the type has anyway.
std::string format_of(const FormatSettings& format) {
  if (format.output == config::PrintOutput::Raw) {
    return "raw";
  }
  std::string text = format.output == config::PrintOutput::Pdf ? "pdf" : "text";
  const config::PrinterPreset preset = preset_of(format);
  text += preset == config::PrinterPreset::None ? "" : std::string(" ") + config::text(preset);
  text += format.charset.empty() ? "" : " " + format.charset;
  text += " " + std::to_string(format.columns) + " columns";
  return text + (format.banner ? ", banner" : "");
}

std::string seconds(config::Ticks time) {
  const auto count = time.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

// What differs from the defaults.
std::string policy_of(const QueueSettings& jobs) {
  const QueueSettings usual;
  std::vector<std::string> said;
  if (jobs.unknown == config::UnknownOutcome::Redo) {
    said.emplace_back("unknown redo");
  }
  if (jobs.order == config::QueueOrder::Continue) {
    said.emplace_back("order continue");
  }
  if (jobs.retry != usual.retry || jobs.retry_at_most != usual.retry_at_most) {
    said.push_back("retry " + seconds(jobs.retry) + " to " + seconds(jobs.retry_at_most));
  }
  if (jobs.tries != 0) {
    said.push_back(std::to_string(jobs.tries) + (jobs.tries == 1 ? " try" : " tries"));
  }
  if (jobs.end_of_job != usual.end_of_job) {
    said.push_back("end of job " + seconds(jobs.end_of_job));
  }
  std::string text;
  for (const std::string& one : said) {
    text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

// In the largest unit that has no fraction.
std::string size_of(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  while (unit + 1 < kUnits.size() && bytes % 1024 == 0 && bytes > 0) {
    bytes /= 1024;
    ++unit;
  }
  return std::to_string(bytes) + " " + kUnits.at(unit);
}

}  // namespace

std::string delivery_table(const config::Config& config) {
  std::vector<NamedCells> rows;
  for (const config::ServerSettings& server : config.servers) {
    for (const config::LuSettings& lu : server.lus) {
      if (lu.delivery) {
        rows.push_back({lu.name.text(),
                        {text(lu.type), target(lu), format_of(lu.delivery->format),
                         lu.queueing ? policy_of(*lu.queueing) : ""},
                        {},
                        {place(lu.at, config)}});
      }
    }
  }
  if (rows.empty()) {
    return "";
  }
  TextTable table({"LU", "TYPE", "DELIVERS TO", "FORMAT", "JOBS", "DEFINED AT"});
  for (std::vector<std::string>& cells : collapse(rows)) {
    table.add(std::move(cells));
  }
  return "OUTPUT PRINTERS: " + std::to_string(rows.size()) + "\n" + table.text() + "\n";
}

std::string spool_table(const config::Config& config) {
  if (!config.spool) {
    return "";
  }
  const config::SpoolSettings& spool = *config.spool;
  TextTable table({"PATH", "QUOTA", "KEEPS PRINTED", "KEEPS FAILED"});
  table.add({spool.path.empty() ? "spool.db in the state directory" : spool.path,
             size_of(spool.quota), seconds(spool.keep_printed), seconds(spool.keep_failed)});
  return "SPOOL (" + place(spool.at, config) + ")\n" + table.text() + "\n";
}

}  // namespace server
