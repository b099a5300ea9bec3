#pragma once

#include "config/problem.h"
#include "config/settings.h"

// The checks of a whole Config, one idea each; standard_checks() gives their order.
namespace config::check {

// A LU name is unique in the process and no application's name.
void unique_lus(const Config& config, Problems& problems);
// An application is said once, and not by the name of the menu.
void unique_applications(const Config& config, Problems& problems);
// A partition has a name of its own, and what clients need: listeners, LUs, something to choose.
void partitions(const Config& config, Problems& problems);
// No two listeners or proxies, nor one of them and the admin API, at one address and port.
void listeners(const Config& config, Problems& problems);
// Listeners and proxies that speak TLS have certificates, one at most the old versions; what of it
// is experimental, or does nothing.
void tls(const Config& config, Problems& problems);
// Rules of access that never count, or let nobody in.
void access(const Config& config, Problems& problems);
// Proxies have names of their own and do not lead to themselves.
void proxies(const Config& config, Problems& problems);
// Redirects are said once, and somebody goes where they lead.
void redirects(const Config& config, Problems& problems);
// A socket where applications of type "socket" can open their ACBs, with a path that fits.
void application_socket(const Config& config, Problems& problems);
// Whom menus and LUs name, and whether anybody stands behind it.
void targets(const Config& config, Problems& problems);
// A terminal's partner is a printer LU of its partition, in no pool, and nobody else's.
void partners(const Config& config, Problems& problems);
// A group is not called like a LU of its partition: a CONNECT could mean either.
void groups(const Config& config, Problems& problems);
// What is said about groups: once each, of groups that have LUs; partners are as many as terminals.
void group_settings(const Config& config, Problems& problems);
// Whom "allow" and "deny" name, and who is sent where his group may not go.
void allowed_applications(const Config& config, Problems& problems);
// Rules give what is there, to listeners that are there, and no two are for the same clients.
void mapping(const Config& config, Problems& problems);
// Logmodes of devices that can never count.
void device_modes(const Config& config, Problems& problems);
// USS messages are said once, fit their screens and stand for what they mean.
void uss(const Config& config, Problems& problems);
// Logmode tables, their entries and TYPETERMs are defined once; a logmode says the sizes that it
// promises.
void mode_tables(const Config& config, Problems& problems);
// With books, each LU of a deck has its APPL row, once.
void book_rows(const Config& config, Problems& problems);
// Books name mode tables that are known; the start list names nodes that are given.
void book_references(const Config& config, Problems& problems);
// Names of files that jobs would overwrite, and certificates that nobody verifies.
void deliveries(const Config& config, Problems& problems);
// Addresses of host applications, each said once; certificates that nobody verifies.
void hosts(const Config& config, Problems& problems);
// Files and directories that are named and not there.
void missing_files(const Config& config, Problems& problems);

}  // namespace config::check
