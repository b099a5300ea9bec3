#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "tn3270/control/exit_code.h"
#include "tn3270/control/operations.h"
#include "tn3270/control/print_operations.h"

namespace control {

// What the command line asks for; exactly one of the three functions is set.
struct Wanted {
  std::string url;
  std::string token_file;
  std::string lu;
  std::string text;
  std::uint64_t job = 0;
  LuFilter filter;
  JobFilter jobs;
  PrintFile file;
  unsigned seconds = 0;
  bool json = false;
  std::function<Exit(Operations&)> run;
  std::function<Exit(PrintOperations&)> print;
  std::function<Exit()> local;  // asks no server

  [[nodiscard]] Form form() const { return json ? Form::Json : Form::Text; }
};

}  // namespace control
