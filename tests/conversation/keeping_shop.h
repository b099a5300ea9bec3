#pragma once

#include <string>
#include <utility>

#include "tests/conversation/fake_application.h"

namespace conversation {

// A shop whose sessions are kept as `keep` says.
inline std::string keeping_shop(const std::string& keep) {
  return R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-005]", "type": "terminal"},
           {"names": "N001", "type": "terminal", "sna": false},
           {"names": "P001", "type": "printer", "application": "PAYROLL"} ],
  "sessions": {"keep": )" +
         keep + R"(},
  "menu": ["PAYROLL", "HANG"],
  "applications": [ {"name": "PAYROLL", "description": "WAGES", "type": "socket"},
                    {"name": "HANG", "description": "NEVER RELEASES", "type": "hang"} ]
})";
}

inline doubles::ScriptedTerminal::Manners asks_for(const std::string& lu) {
  doubles::ScriptedTerminal::Manners manners;
  manners.lus = {lu};
  return manners;
}

// It will not answer whether it lives.
inline doubles::ScriptedTerminal::Manners silent(doubles::ScriptedTerminal::Manners manners = {}) {
  manners.answers_timing_mark = false;
  return manners;
}

// Logged on to PAYROLL, whose form has a field: SMITH has been typed there and sent. What its user
// sees; the client's own screen() has not what was typed there.
inline std::string fill_in(FakeHall& hall, FakeApplication& payroll, Client& client) {
  hall.enter(client, "LOGON APPLID(PAYROLL)");
  payroll.accept();
  payroll.send("WAGES OF THE WEEK");
  type_name(hall, client, 0x7D, "SMITH");
  constexpr std::size_t kName = 2 * 81 + 9;
  return client.screen().replace(kName, 5, "SMITH");
}

}  // namespace conversation
