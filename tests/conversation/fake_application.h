#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/conversation/fake_hall.h"
#include "tn3270/datastream/address.h"
#include "tn3270/datastream/code_page.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/said.h"

namespace conversation {

// A process at the application socket, without the socket and its lines: it says what the desk
// would hand on, to its last session, and keeps what it is told.
class FakeApplication {
 public:
  FakeApplication(FakeHall& hall, std::string name, vtam::AcbMode mode = vtam::AcbMode::Screen)
      : hall_(&hall), name_(std::move(name)), acb_(hall.open_acb(name_, mode)) {}

  // What it was told since it was last asked, of one kind.
  template <class What>
  std::vector<What> told() {
    collect();
    std::vector<What> found;
    std::vector<vtam::Heard> rest;
    for (vtam::Heard& heard : heard_) {
      if (auto* what = std::get_if<What>(&heard)) {
        found.push_back(std::move(*what));
      } else {
        rest.push_back(std::move(heard));
      }
    }
    heard_ = std::move(rest);
    return found;
  }
  // Everything that it was not asked for yet.
  std::size_t untold() {
    collect();
    return heard_.size();
  }
  void say(vtam::Said said) {
    collect();
    hall_->say(key_, std::move(said));
  }
  void accept() { say(vtam::AcceptLogon{}); }
  // A line, and a field "name" at row 3 column 10.
  void send(const std::string& line, bool response = false, const std::string& id = "") {
    vtam::SendScreen send;
    send.screen.fields.push_back({.place = {1, 2}, .text = line});
    send.screen.fields.push_back({.place = {3, 10}, .name = "name", .length = 8});
    send.response = response;
    send.id = id;
    say(std::move(send));
  }
  void ends(vtam::AcbEnd how) { hall_->close_acb(acb_, how); }

  [[nodiscard]] const vtam::SessionKey& session() {
    collect();
    return key_;
  }
  [[nodiscard]] vtam::AcbId acb() const { return acb_; }

 private:
  void collect() {
    for (vtam::AcbEvent& event : hall_->heard(acb_)) {
      key_ = event.key;
      heard_.push_back(std::move(event.heard));
    }
  }

  FakeHall* hall_;
  std::string name_;
  vtam::AcbId acb_;
  vtam::SessionKey key_{};
  std::vector<vtam::Heard> heard_;
};

// The user types into the field "name" of FakeApplication::send() and presses a key.
inline void type_name(FakeHall& hall, Client& client, std::uint8_t aid, const std::string& text) {
  constexpr std::uint16_t kName = 2 * 80 + 9;
  tn3270::ByteBuffer record{aid};
  tn3270::append_address(kName, tn3270::kModel2, record);
  record.push_back(0x11);
  tn3270::append_address(kName, tn3270::kModel2, record);
  const tn3270::ByteBuffer ebcdic = tn3270::CodePage::open("037")->encode(text);
  record.insert(record.end(), ebcdic.begin(), ebcdic.end());
  client.terminal.send(record);
  hall.settle();
}

// PAYROLL and ORDERS are opened at the socket, and PAYROLL's users wait for it where `more` says
// so.
inline std::string socket_shop(const std::string& more = "") {
  return R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-005]", "type": "terminal"},
           {"names": "P001", "type": "printer", "application": "PAYROLL"} ],
  "menu": ["PAYROLL", "ORDERS"],
  "applications": [ {"name": "PAYROLL", "description": "WAGES", "type": "socket")" +
         more + R"(},
                    {"name": "ORDERS", "description": "ORDERS", "type": "socket"} ]
})";
}

}  // namespace conversation
