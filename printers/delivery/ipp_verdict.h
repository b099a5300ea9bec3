#pragma once

#include "printers/delivery/delivery.h"
#include "printers/delivery/ipp_session.h"

// What a printer's answer means for the job. Pure.
namespace printers {

// Of Print-Job: Printed means that it was accepted.
[[nodiscard]] DeliveryResult judge_print_job(const IppExchange& one);

// Of Get-Job-Attributes: what has become of a job that was accepted.
enum class IppFate : std::uint8_t {
  Waiting,   // or is being printed
  Done,      // completed
  GivenUp,   // aborted by the printer or canceled by somebody
  Forgotten  // it does not say
};
[[nodiscard]] IppFate fate_of(const IppExchange& one);

[[nodiscard]] ProbeResult judge_ipp_probe(const IppExchange& one, const std::string& format);

}  // namespace printers
