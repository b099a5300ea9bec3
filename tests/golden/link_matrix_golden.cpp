// Every phase of a link to a client and every kind of input: link_matrix.txt.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/golden/matrix.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::LinkDriver;

using Setups = std::vector<std::pair<std::string, std::function<void(LinkDriver&)>>>;
using Inputs = std::map<std::string, ByteBuffer>;

const Setups& phases() {
  static const Setups kPhases{
      {"StartTlsOffered", [](LinkDriver& d) { d = LinkDriver(StartTls::Offered); }},
      {"StartTlsRequired", [](LinkDriver& d) { d = LinkDriver(StartTls::Required); }},
      {"FollowsAwaited",
       [](LinkDriver& d) { (d = LinkDriver(StartTls::Offered)).client("FF FB 2E"); }},
      {"Tn3270eOffered", [](LinkDriver&) {}},
      {"DeviceAwaited", [](LinkDriver& d) { d.in_tn3270e(); }},
      {"Tn3270eDecision", [](LinkDriver& d) { d.deciding(); }},
      {"LeftInDecision", [](LinkDriver& d) { d.deciding().client("FF FC 28"); }},
      {"FunctionsAwaited", [](LinkDriver& d) { d.granted(); }},
      {"FunctionsProposed",
       [](LinkDriver& d) { d.granted().client(test::functions_request("02,05")); }},
      {"TerminalTypeOffered", [](LinkDriver& d) { d.in_classic(); }},
      {"TerminalTypeAwaited", [](LinkDriver& d) { d.asked_for_terminal_type(); }},
      {"ClassicDecision", [](LinkDriver& d) { d.deciding_classic(); }},
      {"BinaryEorAwaited", [](LinkDriver& d) { d.granted_classic(); }},
      {"Tn3270eReady", [](LinkDriver& d) { d.ready(); }},
      {"Tn3270ePrinter", [](LinkDriver& d) { d.printer("01,02,03"); }},
      {"ClassicReady", [](LinkDriver& d) { d.ready_classic(); }},
      {"ClassicPrinter", [](LinkDriver& d) { d.ready_classic("IBM-3287-1"); }},
      {"Ended", [](LinkDriver& d) { d.client("FF FA 56"); }},
  };
  return kPhases;
}

const Inputs& inputs() {
  static const Inputs kInputs{
      {"WILL 40", test::from_hex("FF FB 28")},
      {"WONT 40", test::from_hex("FF FC 28")},
      {"DO 40", test::from_hex("FF FD 28")},
      {"DONT 40", test::from_hex("FF FE 28")},
      {"WILL 24", test::from_hex("FF FB 18")},
      {"WONT 24", test::from_hex("FF FC 18")},
      {"WILL 25", test::from_hex("FF FB 19")},
      {"WONT 25", test::from_hex("FF FC 19")},
      {"DO 0", test::from_hex("FF FD 00")},
      {"DONT 0", test::from_hex("FF FE 00")},
      {"WILL 31", test::from_hex("FF FB 1F")},
      {"WONT 31", test::from_hex("FF FC 1F")},
      {"WILL 46", test::from_hex("FF FB 2E")},
      {"WONT 46", test::from_hex("FF FC 2E")},
      {"DO 46", test::from_hex("FF FD 2E")},
      {"FOLLOWS", test::from_hex("FF FA 2E 01 FF F0")},
      {"SB 46 nonsense", test::from_hex("FF FA 2E 02 FF F0")},
      {"response", test::from_hex("02 00 01 00 00 01 FF EF")},
      {"empty SSCP", test::from_hex("07 00 00 00 00 FF EF")},
      {"SSCP", test::from_hex("07 00 00 00 00 C1 FF EF")},
      {"PRINT-EOJ", test::from_hex("08 00 00 00 00 FF EF")},
      {"status", test::from_hex("01 6C D9 04 10 FF EF")},
      {"AYT", test::from_hex("FF F6")},
      {"DO 6", test::from_hex("FF FD 06")},
      {"WONT 6", test::from_hex("FF FC 06")},
      {"DEVICE-TYPE REQUEST", test::device_request("IBM-3278-2-E")},
      {"FUNCTIONS REQUEST", test::functions_request("02")},
      {"FUNCTIONS IS", test::functions_is("02")},
      {"SB 40 nonsense", test::from_hex("FF FA 28 08 02 FF F0")},
      {"TERMINAL-TYPE IS", test::terminal_type_is("IBM-3278-2")},
      {"TERMINAL-TYPE nonsense", test::from_hex("FF FA 18 05 FF F0")},
      {"SB 86", test::from_hex("FF FA 56 FF F0")},
      {"data", test::from_hex("7D 40 40")},
      {"record", test::from_hex("00 00 00 00 00 7D FF EF")},
      {"EOR", test::from_hex("FF EF")},
      {"IP", test::from_hex("FF F4")},
      {"BRK", test::from_hex("FF F3")},
      {"AO", test::from_hex("FF F5")},
      {"NOP", test::from_hex("FF F1")},
      {"IAC 1", test::from_hex("FF 01")},
  };
  return kInputs;
}

std::string outcome(const Setups::value_type& phase, const ByteBuffer& input) {
  LinkDriver driver;
  phase.second(driver);
  const LinkPhase before = driver.phase();
  driver.client(input);
  std::string text;
  if (!driver.out().empty()) {
    text += " [" + driver.out() + "]";
  }
  if (!driver.events().empty()) {
    text += " {" + driver.event() + "}";
  }
  if (driver.phase() != before) {
    text += std::string(" -> ") + tn3270::text(driver.phase());
  }
  return text;
}

TEST(LinkMatrix, EveryInputInEveryPhaseHasTheListedOutcomeOrNone) {
  golden::Matrix matrix{
      TN3270D_LINK_MATRIX,
      "phase + what the client sends: [what is answered] {events} -> the next phase",
      {},
      {},
      [](std::size_t phase, const ByteBuffer& input) { return outcome(phases()[phase], input); }};
  for (const auto& phase : phases()) {
    matrix.phases.push_back(phase.first);
  }
  for (const auto& [name, bytes] : inputs()) {
    matrix.inputs.push_back({name, bytes});
  }
  golden::check(matrix);
}

}  // namespace
}  // namespace tn3270
