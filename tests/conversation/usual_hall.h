#pragma once

// The partition that most conversations happen in: five generic terminals, one that belongs to
// DEMO, a printer.
namespace conversation {

inline constexpr const char* kUsual = R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-005]", "type": "terminal"},
           {"names": "D001", "type": "terminal", "application": "DEMO"},
           {"names": "C001", "type": "terminal", "application": "CLOSED"},
           {"names": "N001", "type": "terminal", "sna": false},
           {"names": "P001", "type": "printer", "application": "DEMO"} ],
  "menu": ["DEMO", "HANG", "CLOSED"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"},
                    {"name": "HANG", "description": "NEVER RELEASES", "type": "hang"} ]
})";

}  // namespace conversation
