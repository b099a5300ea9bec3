#pragma once

// The codes of a Violation, stable: logs and drop reasons carry them. Reasons: README.md.
namespace tn3270::rule {

inline constexpr const char* kSubnegotiationTooLong = "SUBNEG-TOO-LONG";
inline constexpr const char* kSubnegotiationNotAgreed = "SUBNEG-NOT-AGREED";
inline constexpr const char* kSubnegotiationMalformed = "SUBNEG-MALFORMED";
inline constexpr const char* kTelnetCommand = "TELNET-COMMAND";
inline constexpr const char* kTelnetLibrary = "TELNET-LIBRARY";
inline constexpr const char* kOptionFlood = "OPTION-FLOOD";
inline constexpr const char* kEarlyData = "EARLY-DATA";
inline constexpr const char* kStartTls = "STARTTLS-MESSAGE";
inline constexpr const char* kMessage = "TN3270E-MESSAGE";
inline constexpr const char* kDeviceTypeUnexpected = "DEVICE-TYPE-UNEXPECTED";
inline constexpr const char* kNameTooLong = "NAME-TOO-LONG";
inline constexpr const char* kDeviceRefusals = "DEVICE-REFUSALS";
inline constexpr const char* kFunctionsUnexpected = "FUNCTIONS-UNEXPECTED";
inline constexpr const char* kFunctionsDiffer = "FUNCTIONS-DIFFER";
inline constexpr const char* kTerminalTypeMalformed = "TERMINAL-TYPE-MALFORMED";
inline constexpr const char* kTerminalTypeUnexpected = "TERMINAL-TYPE-UNEXPECTED";
inline constexpr const char* kRecordTooLong = "RECORD-TOO-LONG";
inline constexpr const char* kHeaderShort = "HEADER-SHORT";
inline constexpr const char* kForeignRecords = "FOREIGN-RECORDS";

}  // namespace tn3270::rule
