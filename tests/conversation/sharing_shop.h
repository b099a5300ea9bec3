#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/doubles/scripted_terminal.h"

namespace conversation {

// Printers that nobody uses are with BSTTVNET; PAYROLL and ORDERS are opened at the socket.
inline constexpr const char* kSharingShop = R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-003]", "type": "terminal"},
           {"names": "P001", "type": "printer", "application": "BSTTVNET"},
           {"names": "P002", "type": "printer", "application": "BSTTVNET", "data": "scs"},
           {"names": "DIR", "type": "direct", "application": "BSTTVNET", "host": "127.0.0.1"} ],
  "menu": ["PAYROLL", "ORDERS", "BSTTVNET", "DEMO"],
  "applications": [ {"name": "PAYROLL", "description": "WAGES", "type": "socket"},
                    {"name": "ORDERS", "description": "ORDERS", "type": "socket"},
                    {"name": "DEMO", "description": "DEMO", "type": "demo"} ]
})";

inline doubles::ScriptedTerminal::Manners printer_client(std::string lu) {
  doubles::ScriptedTerminal::Manners manners;
  manners.device = "IBM-3287-1";
  manners.functions = {0, 1, 2, 3, 4};
  manners.lus = {std::move(lu)};
  manners.answers_records = true;
  return manners;
}

}  // namespace conversation
