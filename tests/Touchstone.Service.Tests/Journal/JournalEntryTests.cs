using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Tests.Journal;

public sealed class JournalEntryTests
{
    private static JournalEntry Entry => new(7, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero).AddMicroseconds(8), "account:1", JournalKinds.CaseViewed, "c", new JsonObject { ["a"] = 1, ["ü"] = "<>" }, "0123456789abcdef");

    [Fact]
    public void The_body_has_one_form()
    {
        // Written by hand from the description in JournalEntry.ToBody.
        const string Form = "{\"sequence\":7,\"at\":\"2026-05-04T03:02:01.000008Z\",\"actor\":\"account:1\",\"kind\":\"case.viewed\",\"subject\":\"c\",\"data\":{\"a\":1,\"\\u00FC\":\"\\u003C\\u003E\"},\"key\":\"0123456789abcdef\"}";
        Assert.Equal(Form, Encoding.UTF8.GetString(Entry.ToBody()));
    }

    [Fact]
    public void What_is_written_is_read_again() => Assert.Equal(Entry.ToBody(), JournalEntry.Read(Entry.ToBody()).ToBody());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"sequence\":\"x\"}")]
    [InlineData("{\"sequence\":1,\"at\":\"yesterday\"}")]
    public void Other_bytes_are_refused_with_a_code(string body) => Assert.Throws<JournalException>(() => JournalEntry.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void The_key_is_made_once_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "keys", "journal.pem");
        using var made = JournalKey.Open(path);
        using var read = JournalKey.Open(path);
        Assert.Equal(made.Id, read.Id);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var hash = SHA256.HashData("x"u8);
        using var open = JournalKey.OpenPublic(made.PublicPem);
        Assert.True(open.Verifies(hash, read.Sign(hash)));
        Assert.False(open.Verifies(SHA256.HashData("y"u8), read.Sign(hash)));
        folder.Delete(recursive: true);
    }
}
