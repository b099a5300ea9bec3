#pragma once

#include <string>
#include <string_view>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"

// SSCP-LU-DATA (RFC 2355 10.5.1): what a user types while SYSREQ has suspended the session, and
// what VTAM says to it.
namespace vtam {

// What was typed as upper-case words with one blank between them; everything else counts as a
// blank.
[[nodiscard]] std::string sscp_command(tn3270::Bytes text, const tn3270::CodePage& page);

// One line to the client, ended by NL.
[[nodiscard]] tn3270::ByteBuffer sscp_line(std::string_view text, const tn3270::CodePage& page);

}  // namespace vtam
