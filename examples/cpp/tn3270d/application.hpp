#pragma once

// The C++ client library of tn3270d: opens ACBs at its application socket. Header-only, C++20,
// POSIX sockets and nlohmann/json.
//
//   tn3270d::Vtam vtam(path);
//   tn3270d::Application app(vtam, "HELLO");
//   app.on_logon([](tn3270d::Session& terminal) {
//     terminal.ask({.fields = {{.row = 1, .column = 2, .text = "Your name?"},
//                              {.row = 1, .column = 14, .name = "who", .length = 20}}},
//                  [&terminal](const tn3270d::Input& key) { terminal.close("Bye " + key["who"]);
//                  });
//     return nullptr;
//   });
//   vtam.run();
//
// One thread does everything, so a function that is called must not block for long: all sessions
// wait for it. The messages on the wire are told in docs/applications.md.

#include "tn3270d/screen.hpp"
#include "tn3270d/session.hpp"
#include "tn3270d/session_lines.hpp"
#include "tn3270d/vtam.hpp"
