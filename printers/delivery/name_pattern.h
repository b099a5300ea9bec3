#pragma once

#include <string>

#include "printers/delivery/delivery.h"

// Names that are made for each job: "{lu}.{date}.{sequence}" becomes "PRT1.20261121.7".
namespace printers {

// {lu} {job} {date} {time} {sequence} {application} are replaced; whatever else stands in braces
// stays. Dates are UTC, "20261121" and "140307"; a job that no application wrote has "API".
// Control characters become '_': nobody may end a line of a control file or of FTP.
[[nodiscard]] std::string expand(const std::string& pattern, const Parcel& parcel);

// A name that stays in its folder: no '/', no '\', no '.' at the beginning, not too long, not
// empty.
[[nodiscard]] std::string safe_file_name(const std::string& name);

// "report.pdf" and 2: "report-2.pdf". Only a short ending of letters is one: "PRT1.20261121.7" has
// none.
[[nodiscard]] std::string numbered(const std::string& name, unsigned number);

// What a job is called where people read it: its name, or "PRT1.job 12".
[[nodiscard]] std::string title_of(const Parcel& parcel);

}  // namespace printers
