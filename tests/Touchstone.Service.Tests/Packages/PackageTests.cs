using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Packages;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Tests.Packages;

public sealed class PackageTests(RunningService service, MadePackage made) : IClassFixture<MadePackage>
{
    private readonly DirectoryInfo _folder = made.Folder;
    private readonly string _package = made.Path;

    [Fact]
    public async Task A_package_holds_and_gives_the_same_findings_again()
    {
        var pem = PublicPem();
        var report = PackageCheck.Run(_package, pem, CancellationToken.None);
        Assert.Empty(report.Faults);
        Assert.True(report.Lines >= 4, $"{report.Lines} lines");
        var replay = await PackageReplay.RunAsync(_package, null, new PoolOptions { Command = WorkerCommand.Beside(Path.GetDirectoryName(RunningService.Program)!) }, TimeProvider.System, CancellationToken.None);
        Assert.Empty(replay.Differences);
        Assert.True(replay.IsSame);
    }

    [Fact]
    public async Task A_package_without_its_specimen_takes_that_one_and_no_other()
    {
        Rewrite((name, _) => name != "specimen.bin", out var without);
        Assert.Contains(Codes.PackagePartMissing, Faults(without));
        var other = Path.Combine(_folder.FullName, "other.wav");
        await File.WriteAllBytesAsync(other, [1, 2, 3]);
        var refused = await Assert.ThrowsAsync<PackageException>(() => PackageReplay.RunAsync(_package, other, new PoolOptions { Command = WorkerCommand.Beside(Path.GetDirectoryName(RunningService.Program)!) }, TimeProvider.System, CancellationToken.None));
        Assert.Equal(Codes.PackageSpecimen, refused.Code);
    }

    [Fact]
    public void A_changed_byte_of_any_part_is_noticed()
    {
        foreach (var part in Names())
        {
            Rewrite((_, _) => true, out var changed, (name, bytes) =>
            {
                if (name == part) bytes[bytes.Length / 2] ^= 1;
                return bytes;
            });
            Assert.True(IsRefused(changed), part);
        }
    }

    [Fact]
    public void A_missing_part_is_noticed_whichever_it_is()
    {
        foreach (var part in Names())
        {
            Rewrite((name, _) => name != part, out var changed);
            Assert.True(IsRefused(changed), part);
        }
    }

    [Theory]
    [InlineData("../../etc/cron.d/x", Codes.PackagePath)]
    [InlineData("/etc/passwd", Codes.PackagePath)]
    [InlineData("journal\\..\\x", Codes.PackagePath)]
    [InlineData("C:evil", Codes.PackagePath)]
    [InlineData("script.sh", Codes.PackagePartUnknown)]
    [InlineData("report.html", Codes.PackagePartUnknown)]
    public void A_part_that_packages_do_not_have_is_refused(string name, string code)
    {
        Rewrite((_, _) => true, out var changed, added: (name, "x"u8.ToArray()));
        Assert.Equal(code, Assert.Throws<PackageException>(() => PackageCheck.Run(changed, null, CancellationToken.None)).Code);
    }

    [Fact]
    public void A_part_that_unpacks_without_end_is_refused()
    {
        Rewrite((_, _) => true, out var bomb, (name, bytes) => name == "README.txt" ? new byte[64 << 20] : bytes);
        Assert.True(new FileInfo(bomb).Length < 8 << 20);
        Assert.Equal(Codes.PackageTooLarge, Assert.Throws<PackageException>(() => PackageCheck.Run(bomb, null, CancellationToken.None)).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_file_that_is_no_archive_or_was_cut_off_is_refused(int bytes)
    {
        var cut = Path.Combine(_folder.FullName, "cut.zip");
        File.WriteAllBytes(cut, File.ReadAllBytes(_package)[..bytes]);
        Assert.Equal(Codes.PackageMalformed, Assert.Throws<PackageException>(() => PackageCheck.Run(cut, null, CancellationToken.None)).Code);
    }

    [Fact]
    public void A_package_signed_anew_by_a_stranger_is_told_by_the_key()
    {
        using var stranger = JournalKey.Open(Path.Combine(_folder.FullName, "stranger.pem"));
        byte[]? manifest = null;
        Rewrite((_, _) => true, out var forged, (name, bytes) =>
        {
            if (name != "manifest.json") return name == "public.pem" ? Encoding.UTF8.GetBytes(stranger.PublicPem) : bytes;
            var read = PackageManifest.Read(bytes);
            var pem = Encoding.UTF8.GetBytes(stranger.PublicPem);
            var part = new PackagePart("public.pem", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pem)), pem.Length);
            return manifest = (read with { Key = stranger.Id, Parts = [.. read.Parts.Where(p => p.Name != "public.pem"), part] }).ToBytes();
        });
        Rewrite((_, _) => true, out var signed, (name, bytes) => name == "manifest.sig" ? stranger.SignDocument(manifest!) : bytes, from: forged);
        Assert.Equal([Codes.PackageKey], Faults(signed, PublicPem()));
        // Without the laboratory's key, its journal still gives the stranger away.
        Assert.Contains(Codes.JournalSignature, Faults(signed));
    }

    [Fact]
    public async Task What_cannot_be_packed_is_said_with_a_code()
    {
        using var answer = await service.Client.GetAsync($"/api/v1/cases/{Guid.NewGuid()}/package");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(Codes.PackageUnfinished, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.GetAsync($"/api/v1/cases/{Guid.NewGuid()}/package")).StatusCode);
    }

    private string PublicPem()
    {
        using var key = JournalKey.OpenPublic(File.ReadAllText(Path.Combine(service.DataFolder, "keys", "journal.pem")));
        return key.PublicPem;
    }

    private List<string> Names()
    {
        using var archive = ZipFile.OpenRead(_package);
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    private static bool IsRefused(string package)
    {
        try
        {
            return !PackageCheck.Run(package, null, CancellationToken.None).Holds;
        }
        catch (PackageException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Faults(string package, string? pem = null) => PackageCheck.Run(package, pem, CancellationToken.None).Faults.Select(f => f.Code);

    private void Rewrite(Func<string, byte[], bool> keeps, out string path, Func<string, byte[], byte[]>? change = null, (string Name, byte[] Bytes)? added = null, string? from = null)
    {
        path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.zip");
        using var source = ZipFile.OpenRead(from ?? _package);
        using var target = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in source.Entries)
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            if (keeps(entry.FullName, memory.ToArray())) Put(target, entry.FullName, change?.Invoke(entry.FullName, memory.ToArray()) ?? memory.ToArray());
        }
        if (added is { } more) Put(target, more.Name, more.Bytes);
    }

    private static void Put(ZipArchive archive, string name, byte[] bytes)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(bytes);
    }
}
