#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/vtam/fake_programs.h"
#include "tests/unit/vtam/shop.h"
#include "vtam/lu_session.h"

// A terminal in front of a LuSession; what the session answers is read as short words: "BIND DEMO",
// "UNBIND 01", "DATA 01" (the fake programs' screen number), "SCS 01", "EOJ", "QUERY", "SSCP 15",
// "CLOSE", "RELEASED", "REPORT", "WAITING 7" (an acquire's number), "NOCLIENT 7", "REFUSED 7",
// "PRINTERS", "WANTS P001", "TELLS DONE"; what goes to a host is "CALL", "HOST 7D 40 40",
// "HOST ANSWER 5 +", with the session's number behind it.
namespace vtam::test {

inline std::string hex(std::uint8_t byte) {
  const char* const digits = "0123456789ABCDEF";
  return {digits[byte >> 4U], digits[byte & 0x0FU]};
}

struct InWords {
  std::string operator()(const SendBind& bind) const {
    const std::size_t length = bind.image.at(27);
    const tn3270::Bytes name = tn3270::Bytes(bind.image).subspan(28, length);
    return "BIND " + cp037()->decode(name);
  }
  std::string operator()(const SendUnbind& unbind) const { return "UNBIND " + hex(unbind.reason); }
  std::string operator()(const SendEndOfJob& /*end*/) const { return "EOJ"; }
  std::string operator()(const SendData& data) const {
    if (data.record.front() == 0xF3) {
      return "QUERY";
    }
    return (data.kind == RuKind::Scs ? "SCS " : "DATA ") + hex(data.record.back());
  }
  std::string operator()(const SendSscp& sscp) const {
    return "SSCP " + cp037()->decode(tn3270::Bytes(sscp.text).first(sscp.text.size() - 1)) +
           hex(sscp.text.back());
  }
  std::string operator()(const CloseConnection&) const { return "CLOSE"; }
  std::string operator()(const Released&) const { return "RELEASED"; }
  std::string operator()(const Report&) const { return "REPORT"; }
  std::string operator()(const NameRefused&) const { return "REFUSED"; }
  std::string operator()(const AcquireTold& told) const {
    const char* const words[] = {"WAITING ", "NOCLIENT ", "REFUSED "};
    return words[static_cast<std::size_t>(told.news.what)] + std::to_string(told.news.acquire);
  }
  std::string operator()(const PrintersWanted&) const { return "PRINTERS"; }
  std::string operator()(const PrinterWanted& wanted) const { return "WANTS " + wanted.lu.text(); }
  std::string operator()(const AskerTold& told) const {
    const char* const words[] = {"TELLS DONE", "TELLS LATER", "TELLS REFUSED"};
    return words[static_cast<std::size_t>(told.result.what)];
  }
  std::string operator()(const HostAsked& asked) const {
    return std::visit(InWords{}, asked.wish) + " #" + std::to_string(asked.key.turn);
  }
  std::string operator()(const CallHost&) const { return "CALL"; }
  std::string operator()(const DataToHost& data) const {
    std::string text = "HOST";
    for (const std::uint8_t byte : data.record) {
      text += " " + hex(byte);
    }
    return text;
  }
  std::string operator()(const SscpToHost& sscp) const {
    return "HOST SSCP " + cp037()->decode(sscp.text);
  }
  std::string operator()(const AnswerToHost& answer) const {
    return "HOST ANSWER " + std::to_string(answer.sequence) + (answer.positive ? " +" : " -");
  }
  std::string operator()(const ReadyToHost&) const { return "HOST READY"; }
  std::string operator()(const KeyToHost& key) const {
    return key.key == HostKey::Attn ? "HOST ATTN" : "HOST SYSREQ";
  }
  static std::shared_ptr<const tn3270::CodePage> cp037() {
    static const auto kPage = tn3270::cp037();
    return kPage;
  }
};

using Words = std::vector<std::string>;

inline Words in_words(const SessionOutcomes& outcomes) {
  Words words;
  for (const SessionOutcome& outcome : outcomes) {
    if (!std::holds_alternative<NameRefused>(outcome)) {  // nothing that a client sees
      words.push_back(std::visit(InWords{}, outcome));
    }
  }
  return words;
}

inline Terminal full_terminal(const char* type = "IBM-3278-4-E") {
  return {.device = device(type),
          .bind_image = true,
          .sysreq = true,
          .responses = true,
          .functions = "BIND-IMAGE RESPONSES SYSREQ",
          .client = "192.0.2.7 port 40112"};
}

// T001 is generic; T002 has its own application DEMO. DEMO and OTHER are fakes of type "demo".
struct Seat {
  Shop shop{{terminal("T001"), terminal("T002", "DEMO")}};
  Fakes fakes = add_fakes(shop.catalog);
  NetworkPtr network;
  std::vector<NetworkPtr> before;  // the session's LU is of the first
  std::unique_ptr<LuSession> session;
  SessionOutcomes last;  // of the last call
  // 2026-11-21 15:02:25
  Moment moment{config::Instant(config::Ticks(1'000'000)), std::chrono::seconds(1'795'273'345)};

  Seat() {
    shop.application("DEMO", "demo", "A DEMO");
    shop.application("OTHER", "demo", "ANOTHER");
    shop.application("CICSTS", "host", "A HOST");
  }

  // The session of the LU `index`, not started.
  Seat& sit(std::size_t index = 0) {
    network = shop.network();
    session = std::make_unique<LuSession>(network->config().servers[0].lus[index], std::uint16_t{0},
                                          network);
    session->set_time(moment);
    return *this;
  }
  Words start(Terminal terminal = full_terminal()) {
    return call([&] { session->start(std::move(terminal), last); });
  }
  // The menu answers the next record with LOGON APPLID(application).
  Words choose(const char* application, std::optional<config::ModeName> logmode = std::nullopt) {
    fakes.menu->receive = [=](tn3270::Bytes, ProgramOutcomes& made) {
      made.push_back(PassTo{appl(application), logmode, "DATA"});
    };
    return type();
  }
  Words type(tn3270::ByteBuffer record = {0x7D, 0x40, 0x40}) {
    return call([&] { session->receive(record, last); });
  }
  void pass(config::Ticks time) {
    moment.now += time;
    moment.wall += std::chrono::duration_cast<std::chrono::seconds>(time);
    session->set_time(moment);
  }
  // Another network is there.
  Words change() {
    before.push_back(network);
    network = shop.network();
    return call([&] { session->network_changed(last); });
  }
  Words break_application(Wait wait) {
    return call([&] { session->break_application(LossReason::Inactivated, wait, last); });
  }
  Words sscp(std::string_view text) {
    return call([&] { session->receive_sscp(InWords::cp037()->encode(text), last); });
  }
  Words sysreq() {
    return call([&] { session->sysreq(last); });
  }
  Words attn() {
    return call([&] { session->attn(last); });
  }
  Words negative(std::uint32_t sense) {
    return call([&] { session->response(false, {false, sense}, last); });
  }
  // The answer to a write that wanted one.
  Words answer(std::uint32_t sense = 0) {
    return call([&] { session->response(true, {sense == 0, sense}, last); });
  }
  Words cleared() {
    return call([&] { session->condition_cleared(last); });
  }
  Words give_up() {
    return call([&] { session->give_up_waiting(last); });
  }
  [[nodiscard]] std::string report() const {
    for (const SessionOutcome& outcome : last) {
      if (const auto* said = std::get_if<Report>(&outcome)) {
        return said->text;
      }
    }
    return "";
  }
  Words lose(LossReason reason) {
    return call([&] { session->lose(reason, last); });
  }
  Words react() {
    return call([&] { session->react(last); });
  }

  template <class Call>
  Words call(Call made) {
    last.clear();
    made();
    return in_words(last);
  }
};

}  // namespace vtam::test
