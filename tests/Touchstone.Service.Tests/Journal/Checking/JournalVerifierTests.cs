using Touchstone.Media;
using Touchstone.Numerics;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Journal.Checking;

public sealed class JournalVerifierTests(WrittenJournal journal) : IClassFixture<WrittenJournal>
{
    private const int TrialsOfAKind = 60;

    public static TheoryData<string> Kinds => [.. Tampering.Kinds];

    [Fact]
    public async Task What_the_service_wrote_holds()
    {
        using var key = journal.PublicKey();
        var report = await VerifyAsync(journal.Lines, journal.Head, key);
        Assert.Empty(report.Faults);
        Assert.True(report.Holds);
        Assert.Equal(journal.Lines.Count, report.End.Sequence);
        Assert.Equal(journal.Head.Hash, report.End.Hash);
        Assert.Equal([key.Id], report.Keys);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_change_without_the_key_is_noticed(string kind)
    {
        using var forger = journal.Stranger();
        var chance = new Seeded(7);
        for (var trial = 0; trial < TrialsOfAKind; trial++)
        {
            var (lines, where) = Tampering.Make(kind, journal.Lines, forger, chance);
            Assert.False((await VerifyAsync(lines, journal.Head, null)).Holds, where);
        }
    }

    [Fact]
    public async Task Every_bit_of_a_line_counts()
    {
        JournalLine[] few = [.. journal.Lines.Take(2)];
        for (var bit = 0; bit < 8 * few[1].Body.Length; bit++) await IsNoticedAsync(few, few[1] with { Body = Flipped(few[1].Body, bit) }, $"bit {bit} of the body");
        for (var bit = 0; bit < 8 * few[1].Hash.Length; bit++) await IsNoticedAsync(few, few[1] with { Hash = Flipped(few[1].Hash, bit) }, $"bit {bit} of the link");
        for (var bit = 0; bit < 8 * few[1].Signature.Length; bit++) await IsNoticedAsync(few, few[1] with { Signature = Flipped(few[1].Signature, bit) }, $"bit {bit} of the signature");
    }

    [Fact]
    public async Task A_cut_off_end_is_named_as_such()
    {
        var report = await VerifyAsync(journal.Lines.SkipLast(1), journal.Head, null);
        Assert.Equal([Codes.JournalTruncated], report.Faults.Select(f => f.Code));
        Assert.Equal([Codes.JournalTruncated, Codes.JournalHead], (await VerifyAsync([], journal.Head, null)).Faults.Select(f => f.Code).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task A_journal_that_has_not_begun_holds()
    {
        using var key = journal.PublicKey();
        Assert.True((await VerifyAsync([], null, key)).Holds);
    }

    [Fact]
    public async Task A_missing_line_is_said_at_the_next_one()
    {
        var report = await VerifyAsync(journal.Lines.Where((_, i) => i != 4), journal.Head, null);
        Assert.Equal([(5, Codes.JournalLink), (5L, Codes.JournalSequence)], report.Faults.Select(f => (f.Line, f.Code)));
    }

    [Fact]
    public async Task A_head_file_that_was_changed_or_is_missing_is_a_fault()
    {
        SignedHead[] heads = [journal.Head with { Sequence = journal.Head.Sequence - 1 }, journal.Head with { At = journal.Head.At.AddSeconds(1) }, journal.Head with { Key = "0123456789abcdef" }, journal.Head with { Signature = "no" }];
        foreach (var head in heads) Assert.Contains(Codes.JournalHead, (await VerifyAsync(journal.Lines, head, null)).Faults.Select(f => f.Code));
        Assert.Equal([Codes.JournalHead], (await VerifyAsync(journal.Lines, null, null)).Faults.Select(f => f.Code));
    }

    [Fact]
    public async Task Columns_that_say_otherwise_than_the_line_are_a_fault()
    {
        var lines = journal.Lines.ToArray();
        lines[3] = lines[3] with { Columns = lines[3].Columns! with { Subject = "another case" } };
        Assert.Equal([(4L, Codes.JournalColumns)], (await VerifyAsync(lines, journal.Head, null)).Faults.Select(f => (f.Line, f.Code)));
    }

    [Fact]
    public async Task A_journal_of_another_key_is_refused_whole()
    {
        using var stranger = journal.Stranger();
        var report = await VerifyAsync(journal.Lines, journal.Head, stranger);
        Assert.Equal([(0L, Codes.JournalKey)], report.Faults.Select(f => (f.Line, f.Code)));
    }

    [Fact]
    public async Task A_journal_without_its_first_line_is_checked_with_the_key_that_was_given()
    {
        using var key = journal.PublicKey();
        var codes = (await VerifyAsync(journal.Lines.Skip(1), journal.Head, key)).Faults.Select(f => f.Code).ToList();
        Assert.Contains(Codes.JournalKey, codes);
        Assert.DoesNotContain(Codes.JournalSignature, codes);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_where_a_key_is_named_are_a_fault_and_no_crash()
    {
        var lines = journal.Lines.ToArray();
        var body = lines[0].Body.ToArray();
        body[body.AsSpan().IndexOf("\"public\":\""u8) + 12] |= 0x80;
        lines[0] = lines[0] with { Body = body };
        Assert.Contains(Codes.JournalKey, (await VerifyAsync(lines, journal.Head, null)).Faults.Select(f => f.Code));
    }

    private async Task IsNoticedAsync(JournalLine[] lines, JournalLine changed, string what)
    {
        lines[1] = changed;
        // Without the head file: the line alone must tell.
        var report = await VerifyAsync(lines, null, null);
        Assert.True(report.FaultCount > 1, what);
        lines[1] = journal.Lines[1];
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    private static Task<JournalReport> VerifyAsync(IEnumerable<JournalLine> lines, SignedHead? head, JournalKey? trusted) =>
        new JournalVerifier(trusted).VerifyAsync(lines.ToAsyncEnumerable(), head, CancellationToken.None);
}
