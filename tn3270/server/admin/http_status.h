#pragma once

namespace server {

// "Not Found" of 404: the status line's phrase, and a problem's title (RFC 7807 4.2: with the type
// about:blank the title is that phrase).
[[nodiscard]] const char* status_text(int status);

}  // namespace server
