// Lines of applications: the input is some of them, to a desk that has a session and a printer.

#include <memory>
#include <string>

#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/vtam_acb/two_readings.h"
#include "vtam/acb/desk.h"
#include "vtam/acb/json_reader.h"
#include "vtam/network.h"

namespace {

constexpr vtam::ConnectionId kConnection = 1;

config::LuSettings lu(const char* name) {
  return config::LuSettings{.name = *config::LuName::parse(name)};
}

vtam::NetworkPtr network() {
  static vtam::ProgramCatalog catalog;
  auto config = std::make_shared<config::Config>();
  config->servers.emplace_back();
  config->servers.back().name = "FUZZ";
  config->servers.back().lus = {lu("T001"), lu("P001")};
  for (const char* name : {"ORDERS", "PAYROLL"}) {
    config->applications.push_back(
        {.name = *config::ApplId::parse(name), .description = "", .type = "socket", .at = {}});
  }
  catalog.add("menu", [](const vtam::Logon&) { return nullptr; });
  return std::make_shared<const vtam::Network>(std::move(config), catalog);
}

void begin(vtam::Desk& desk, vtam::AcbId acb, std::uint32_t slot, const char* lu_name,
           vtam::DeskOutcomes& outcomes) {
  vtam::SessionBegun begun{.lu = *config::LuName::parse(lu_name),
                           .printer = lu_name[0] == 'P',
                           .application = *config::ApplId::parse("ORDERS"),
                           .logmode = *config::ModeName::parse("SP3272QN")};
  desk.heard({acb, {{0, slot, 1}, 1}, std::move(begun)}, config::Instant{}, outcomes);
}

// Every line is one object on one line, by the reader that reads ours.
void check(const vtam::DeskOutcomes& outcomes) {
  vtam::JsonReader reader;
  for (const vtam::DeskOutcome& outcome : outcomes) {
    if (const auto* const sent = std::get_if<vtam::SendLine>(&outcome)) {
      fuzz::require(!reader.read(sent->line), "what is sent is JSON");
      fuzz::require(sent->line.find('\n') == std::string::npos, "what is sent is one line");
    } else if (const auto* const log = std::get_if<vtam::DeskLog>(&outcome)) {
      fuzz::require_printable(log->text, "the desk's log");
    }
  }
}

void check_readings(std::string_view line) {
  static vtam::JsonReader reader;
  const vtam::TwoReadings found = vtam::read_twice(reader, line);
  fuzz::require(found.reader == found.judge, "both parsers say the same of a line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const vtam::NetworkPtr kNetwork = network();
  const std::string text(reinterpret_cast<const char*>(data), size);
  vtam::Desk desk({}, "0");
  vtam::DeskOutcomes outcomes;
  desk.connected(kConnection, {"fuzz", false}, {}, outcomes);
  const auto say = [&](std::string_view line) {
    check_readings(line);
    desk.line(kConnection, line, *kNetwork, {}, outcomes);
  };
  if (!text.starts_with("{\"type\":\"hello\"")) {
    say(R"({"type":"hello","api":{"current":1,"minimum":1},"name":"fuzz"})");
    say(R"({"type":"open","applid":"ORDERS"})");
    begin(desk, 1, 1, "T001", outcomes);
    begin(desk, 1, 2, "P001", outcomes);
  }
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = text.find('\n', from);
    say(std::string_view(text).substr(from, end == std::string::npos ? end : end - from));
    if (end == std::string::npos) {
      break;
    }
    from = end + 1;
  }
  desk.tick(config::Instant(std::chrono::hours(1)), outcomes);
  desk.disconnected(kConnection, "the end", outcomes);
  check(outcomes);
  fuzz::require(desk.sessions() == 0 && desk.views().empty(), "nothing stays of a connection");
  return 0;
}
