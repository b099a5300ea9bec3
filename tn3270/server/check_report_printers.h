#pragma once

#include <string>

#include "config/settings.h"

// The tables of a check about printing.
namespace server {

// Where each LU delivers that no client serves, and what its jobs become. Empty: there is none.
// Never a password.
[[nodiscard]] std::string delivery_table(const config::Config& config);
// Where jobs wait, and how many are kept. Empty: nothing is said.
[[nodiscard]] std::string spool_table(const config::Config& config);

}  // namespace server
