#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/conversation/fake_application.h"
#include "tests/conversation/keys.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_model.h"

namespace conversation {

// PAYROLL, ORDERS and STOCK are opened at the socket; a user has at most four at a time. `more`:
// further keys of "sessions", each with a comma before it.
inline std::string several_shop(const std::string& more = "", const std::string& payroll = "") {
  return R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-005]", "type": "terminal"}, {"names": "P001", "type": "printer"} ],
  "sessions": {"several": {"most": 4})" +
         more + R"(},
  "menu": ["PAYROLL", "ORDERS", "STOCK", "DEMO", "HANG", "BSTTVNET"],
  "applications": [ {"name": "PAYROLL", "description": "WAGES", "type": "socket")" +
         payroll + R"(},
                    {"name": "ORDERS", "description": "ORDERS", "type": "socket"},
                    {"name": "STOCK", "description": "STOCK", "type": "socket"},
                    {"name": "DEMO", "description": "DEMO", "type": "demo"},
                    {"name": "HANG", "description": "NEVER RELEASES", "type": "hang"} ]
})";
}

// Who sits at a client: has before him what it shows, types, and presses keys. His terminal answers
// Read Buffer, unless it is `mute`.
class SeveralUser {
 public:
  SeveralUser(FakeHall& hall, Client& client) : hall_(&hall), client_(&client) { look(); }

  void press(std::uint8_t key) {
    client_->terminal.send({key});
    go_on();
  }
  // On a menu.
  void choose(const std::string& name) {
    hall_->enter(*client_, name);
    seen_ = 0;  // what was there before has been forgotten
    look();
  }
  // Into the field "name" of FakeApplication::send(), without sending it.
  void type(const std::string& text) {
    constexpr std::uint16_t kName = 2 * 80 + 9;
    const tn3270::ByteBuffer ebcdic = tn3270::cp037()->encode(text);
    tn3270::Inbound input;
    input.cursor = static_cast<std::uint16_t>(kName + ebcdic.size());
    input.fields.push_back({kName, ebcdic});
    shown_.apply(input);
  }
  void go_on() {
    hall_->settle();
    look();
  }
  // Everything that has come since he has looked last.
  void look() {
    for (;;) {
      const auto& records = client_->terminal.records();
      if (seen_ >= records.size()) {
        return;
      }
      const auto record = records[seen_++];
      if (record.type == kBind) {
        shown_ = blank();
      } else if (record.type != kData) {
        continue;
      } else if (record.data.front() == static_cast<std::uint8_t>(tn3270::Command::ReadBuffer)) {
        asked_ = record.sequence;
        if (!mute) {
          answer(kMenuKey);
        }
      } else {
        shown_.apply(record.data);
      }
    }
  }
  // What its buffer has, as the answer to Read Buffer.
  void answer(std::uint8_t key) {
    tn3270::ByteBuffer buffer{key};
    tn3270::append_address(shown_.cursor(), tn3270::kModel2, buffer);
    for (const tn3270::Cell& cell : shown_.cells()) {
      if (cell.attribute) {
        buffer.push_back(static_cast<std::uint8_t>(tn3270::Order::Sf));
      }
      buffer.push_back(cell.code);
    }
    client_->terminal.send(buffer);
    hall_->settle();
  }
  // What a client says that knows no Read Buffer.
  void refuse() {
    client_->terminal.send_raw({0x02, 0x00, 0x01, static_cast<std::uint8_t>(asked_ >> 8U),
                                static_cast<std::uint8_t>(asked_), 0x00, 0xFF, 0xEF});
    go_on();
  }

  [[nodiscard]] std::string screen() {
    look();
    std::string text;
    for (const std::string& row : shown_.text(*tn3270::cp037())) {
      text += row + "\n";
    }
    return text;
  }
  [[nodiscard]] const tn3270::ScreenModel& shown() {
    look();
    return shown_;
  }
  [[nodiscard]] bool on_menu() { return screen().find("*** Welcome ***") != std::string::npos; }
  [[nodiscard]] Client& client() { return *client_; }
  // It has another connection.
  void sit_at(Client& client) {
    client_ = &client;
    seen_ = 0;
    shown_ = blank();
    look();
  }

  bool mute = false;

 private:
  static constexpr std::uint8_t kData = 0;
  static constexpr std::uint8_t kBind = 3;
  static tn3270::ScreenModel blank() {
    return tn3270::ScreenModel({tn3270::kModel2, tn3270::kModel2});
  }

  FakeHall* hall_;
  Client* client_;
  std::size_t seen_ = 0;  // records of the terminal
  std::uint16_t asked_ = 0;
  tn3270::ScreenModel shown_ = blank();
};

// The user is with `application`, which has written `text`.
inline void log_on(SeveralUser& user, FakeApplication& application, const std::string& name,
                   const std::string& text) {
  user.choose(name);
  application.accept();
  application.send(text);
  user.look();
}

inline std::vector<std::string> suspended(FakeHall& hall, const std::string& lu = "T001") {
  std::vector<std::string> names;
  for (const auto& one : hall.view(lu).suspended) {
    names.push_back(one.application + (one.ending ? " ending" : ""));
  }
  return names;
}

// T001's user, with ORDERS before him and PAYROLL behind it.
struct SeveralDesk {
  FakeHall hall;
  FakeApplication payroll{hall, "PAYROLL"};
  FakeApplication orders{hall, "ORDERS"};
  SeveralUser user;

  explicit SeveralDesk(const std::string& json = several_shop(),
                       doubles::ScriptedTerminal::Manners manners = {})
      : hall(json), user(hall, hall.connect(std::move(manners))) {
    log_on(user, payroll, "PAYROLL", "WAGES OF THE WEEK");
    user.press(kMenuKey);
    log_on(user, orders, "ORDERS", "ORDERS OF THE DAY");
  }
  [[nodiscard]] std::vector<std::string> suspended() { return conversation::suspended(hall); }
};

}  // namespace conversation
