package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account is the unprivileged user under which the server runs. PostgreSQL refuses to run as root.
type account struct {
	uid, gid uint32
	switched bool // whether it is another user than ours
}

// serverAccount returns the account of this process, or, for root, one without privileges: the owner of folder when that exists,
// else the distribution's postgres, else one of our own, which it creates, else nobody.
func serverAccount(ctx context.Context, folder string) (account, error) {
	if os.Geteuid() != 0 {
		return account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil //nolint:gosec // ids are not negative here
	}
	if info, err := os.Stat(folder); err == nil {
		if stat, ok := info.Sys().(*syscall.Stat_t); ok && stat.Uid != 0 {
			return account{uid: stat.Uid, gid: stat.Gid, switched: true}, nil
		}
	}
	if u, err := user.Lookup("postgres"); err == nil {
		return newAccount(u)
	}
	if u, err := user.Lookup("wegwijzer"); err == nil {
		return newAccount(u)
	}
	create := exec.CommandContext(ctx, "useradd", "--system", "--user-group", "--no-create-home",
		"--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", "wegwijzer")
	if err := create.Run(); err == nil {
		if u, err := user.Lookup("wegwijzer"); err == nil {
			return newAccount(u)
		}
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		return account{}, fmt.Errorf("finding an account for the server: %w", err)
	}
	return newAccount(u)
}

func newAccount(u *user.User) (account, error) {
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("reading the id of account %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("reading the group of account %s: %w", u.Username, err)
	}
	if uid == 0 {
		return account{}, fmt.Errorf("account %s is root", u.Username)
	}
	return account{uid: uint32(uid), gid: uint32(gid), switched: true}, nil
}

// command returns a command that runs under the account, in a folder and with an environment that hold nothing of ours: a
// PGDATA or PGPORT of the person must not reach a private cluster.
func (a account) command(ctx context.Context, environ []string, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = "/"
	cmd.Env = append([]string{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/"}, environ...)
	if a.switched {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: a.uid, Gid: a.gid}}
	}
	return cmd
}

// own makes folder, and gives it to the account and to no one else.
func (a account) own(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() {
		return fmt.Errorf("%s is not a folder", folder)
	}
	if a.switched && stat.Uid == 0 {
		if err := os.Lchown(folder, int(a.uid), int(a.gid)); err != nil {
			return err
		}
	} else if stat.Uid != a.uid {
		return fmt.Errorf("%s belongs to another account", folder)
	}
	return os.Chmod(folder, 0o700) //nolint:gosec // a folder needs its x bit
}

// reaches tells whether the account can enter folder; its parents may be closed to it.
func (a account) reaches(ctx context.Context, folder string) bool {
	return a.command(ctx, nil, "test", "-x", folder).Run() == nil
}
