#pragma once

#include <string>

#include "printers/delivery/curl_end.h"
#include "printers/delivery/delivery.h"
#include "printers/delivery/ftp_dialog.h"

// What the end of a dialogue means for the job. Pure.
namespace printers {

struct FtpEnd {
  std::string server;  // "host:port", for words
  std::string name;    // of the file or directory, for words
  CurlEnd end;
  const FtpDialog& dialog;
  bool certificate_changed = false;
};

// Of STOR or APPE; a rename after it is not looked at.
[[nodiscard]] DeliveryResult judge_upload(const FtpEnd& one);

// Of RNFR and RNTO, after an upload that was confirmed.
[[nodiscard]] DeliveryResult judge_rename(const FtpEnd& one, DeliveryResult uploaded);

[[nodiscard]] ProbeResult judge_probe(const FtpEnd& one);

// The data connection fails after CCC, where a server may have no certificate left to compare its
// own with (PI18664): it may take the job without CCC.
[[nodiscard]] bool is_worth_a_try_without_ccc(const FtpEnd& one);

}  // namespace printers
