#pragma once

#include <CLI/CLI.hpp>

#include "tn3270/control/wanted.h"

namespace control {

// printers, printer, jobs, job, hold, release, requeue, cancel, print. `wanted` outlives `app`.
void add_printing(CLI::App& app, Wanted& wanted);

}  // namespace control
