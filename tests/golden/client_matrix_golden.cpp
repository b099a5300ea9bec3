// Every phase of a link to a host and every kind of input: client_matrix.txt.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/golden/matrix.h"
#include "tests/unit/protocol/client_driver.h"

namespace tn3270 {
namespace {

using test::ClientDriver;

using Setups = std::vector<std::pair<std::string, std::function<void(ClientDriver&)>>>;

ClientDriver wanting(StartTls starttls) {
  HostRequest request = test::request_of("IBM-3278-2-E", "LU01,LU02");
  request.starttls = starttls;
  return ClientDriver(request);
}

ClientDriver printer() {
  return ClientDriver(test::request_of("IBM-3287-1", "P1", "01,02,03"));
}

const Setups& phases() {
  using Driver = ClientDriver;
  static const Setups kPhases{
      {"Unspoken", [](Driver& d) { d = wanting(StartTls::No); }},
      {"StartTlsOffered", [](Driver& d) { d = wanting(StartTls::Offered); }},
      {"StartTlsRequired", [](Driver& d) { d = wanting(StartTls::Required); }},
      {"FollowsAwaited", [](Driver& d) { (d = wanting(StartTls::Offered)).host("FF FD 2E"); }},
      {"RequiredFollowsAwaited",
       [](Driver& d) { (d = wanting(StartTls::Required)).host("FF FD 2E"); }},
      {"SendAwaited", [](Driver& d) { d.in_tn3270e(); }},
      {"DeviceAwaited", [](Driver& d) { (d = wanting(StartTls::No)).asked(); }},
      {"LastDeviceAwaited", [](Driver& d) { d.asked(); }},
      {"FunctionsAwaited", [](Driver& d) { d.granted(); }},
      {"FunctionsProposed", [](Driver& d) { d.granted().host(test::functions_request("04,05")); }},
      {"Left", [](Driver& d) { d.granted().host(test::functions_is("05")); }},
      {"Tn3270eReady", [](Driver& d) { d.ready(); }},
      {"Tn3270ePrinter",
       [](Driver& d) {
         d = printer();
         d.granted().host(test::functions_is("01,02,03"));
       }},
      {"TerminalTypeAgreed", [](Driver& d) { d.host("FF FD 18"); }},
      {"TerminalTypeTold", [](Driver& d) { (d = wanting(StartTls::No)).asked_in_classic(); }},
      {"LastTerminalTypeTold",
       [](Driver& d) {
         (d = wanting(StartTls::No)).asked_in_classic().host("FF FA 18 01 FF F0 FF FA 18 01 FF F0");
       }},
      {"ClassicReady", [](Driver& d) { d.ready_classic(); }},
      {"ClassicPrinter", [](Driver& d) { (d = printer()).ready_classic(); }},
      {"Ended", [](Driver& d) { d.host("FF FA 56"); }},
  };
  return kPhases;
}

const std::map<std::string, ByteBuffer>& inputs() {
  static const std::map<std::string, ByteBuffer> kInputs{
      {"DO 40", test::from_hex("FF FD 28")},
      {"DONT 40", test::from_hex("FF FE 28")},
      {"WILL 40", test::from_hex("FF FB 28")},
      {"WONT 40", test::from_hex("FF FC 28")},
      {"DO 24", test::from_hex("FF FD 18")},
      {"DONT 24", test::from_hex("FF FE 18")},
      {"DO 25", test::from_hex("FF FD 19")},
      {"WONT 25", test::from_hex("FF FC 19")},
      {"WILL 0", test::from_hex("FF FB 00")},
      {"DONT 0", test::from_hex("FF FE 00")},
      {"DO 39", test::from_hex("FF FD 27")},
      {"WILL 1", test::from_hex("FF FB 01")},
      {"WILL 86", test::from_hex("FF FB 56")},
      {"DO 46", test::from_hex("FF FD 2E")},
      {"DONT 46", test::from_hex("FF FE 2E")},
      {"FOLLOWS", test::from_hex("FF FA 2E 01 FF F0")},
      {"SB 46 nonsense", test::from_hex("FF FA 2E 02 FF F0")},
      {"SEND DEVICE-TYPE", test::from_hex("FF FA 28 08 02 FF F0")},
      {"DEVICE-TYPE IS", test::device_is("IBM-3278-2-E", "LU01")},
      {"REJECT", test::device_reject(RejectReason::DeviceInUse)},
      {"REJECT 07", test::device_reject(RejectReason::UnsupportedReq)},
      {"FUNCTIONS IS", test::functions_is("02")},
      {"FUNCTIONS IS more", test::functions_is("02,05")},
      {"FUNCTIONS REQUEST", test::functions_request("02")},
      {"FUNCTIONS REQUEST more", test::functions_request("02,05")},
      {"SB 40 nonsense", test::from_hex("FF FA 28 02 07 FF F0")},
      {"TERMINAL-TYPE SEND", test::from_hex("FF FA 18 01 FF F0")},
      {"TERMINAL-TYPE nonsense", test::from_hex("FF FA 18 00 FF F0")},
      {"SB 86", test::from_hex("FF FA 56 FF F0")},
      {"DO 6", test::from_hex("FF FD 06")},
      {"WILL 6", test::from_hex("FF FB 06")},
      {"text", test::from_text("LU IN USE\r\n")},
      {"BIND", test::from_hex("03 00 00 00 00 31 FF EF")},
      {"SCS", test::from_hex("01 00 02 00 00 C1 FF EF")},
      {"PRINT-EOJ", test::from_hex("08 00 00 00 00 FF EF")},
      {"record", test::from_hex("00 00 02 00 00 F5 C3 FF EF")},
      {"response", test::from_hex("02 00 01 00 00 01 FF EF")},
      {"short record", test::from_hex("00 00 FF EF")},
      {"EOR", test::from_hex("FF EF")},
      {"AO", test::from_hex("FF F5")},
      {"IP", test::from_hex("FF F4")},
      {"AYT", test::from_hex("FF F6")},
      {"NOP", test::from_hex("FF F1")},
      {"IAC 1", test::from_hex("FF 01")},
  };
  return kInputs;
}

std::string state(ClientLink& link) {
  if (link.ended()) {
    return "ended";
  }
  return std::string(link.ready() ? "ready" : "negotiating") +
         (link.kind() == LinkKind::Classic ? " in classic" : " in TN3270E");
}

std::string outcome(std::size_t phase, const ByteBuffer& input) {
  ClientDriver driver;
  phases()[phase].second(driver);
  const std::string before = state(driver.link());
  driver.host(input);
  std::string text;
  if (!driver.out().empty()) {
    text += " [" + driver.out() + "]";
  }
  if (!driver.events().empty()) {
    text += " {" + driver.event() + "}";
  }
  if (const std::string behind = state(driver.link()); behind != before) {
    text += " -> " + behind;
  }
  return text;
}

TEST(ClientMatrix, EveryInputInEveryPhaseHasTheListedOutcomeOrNone) {
  golden::Matrix matrix{
      TN3270D_CLIENT_MATRIX,
      "phase + what the host sends: [what is answered] {events} -> what the link is then",
      {},
      {},
      outcome};
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
