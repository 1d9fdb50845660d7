using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
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

    [Theory]
    [InlineData("opinions.json", "A second view.", "A better view.", Codes.PackageContradiction)]
    [InlineData("opinions.json", "A first view.", "An older view.", Codes.PackageContradiction)]
    [InlineData("signed/report.json", "A second view.", "A better view.", Codes.ReportDigest)]
    [InlineData("signed/report.html", "A second view.", "A better view.", Codes.ReportDigest)]
    [InlineData("signed/signature.json", "name First Person", "name Other Person", Codes.ReportSignature)]
    [InlineData("signed/signature.json", "confirmed password", "confirmed passkey", Codes.PackageContradiction)]
    public void What_people_said_and_signed_cannot_be_changed_even_by_whoever_packs_anew_with_the_laboratorys_own_key(string part, string said, string instead, string code)
    {
        var changed = Repacked((name, bytes) =>
        {
            if (name != part) return bytes;
            var text = Encoding.UTF8.GetString(bytes);
            Assert.Contains(said, text);
            return Encoding.UTF8.GetBytes(text.Replace(said, instead, StringComparison.Ordinal));
        }, _ => true);
        Assert.Contains(code, Faults(changed, PublicPem()));
    }

    [Theory]
    [InlineData("signed/report.json")]
    [InlineData("signed/report.html")]
    [InlineData("signed/signature.json")]
    public void A_signed_report_cannot_be_left_out_by_whoever_packs_anew(string part) =>
        Assert.Equal([Codes.PackagePartMissing], Faults(Repacked((_, bytes) => bytes, name => name != part), PublicPem()));

    [Fact]
    public async Task The_file_itself_goes_along_only_for_those_who_may_write()
    {
        using var reader = await service.WithKeyAsync("cases.read");
        var receipt = (await (await service.UploadAsync(Specimens.Recording(4021), "for readers.wav")).Content.ReadFromJsonAsync<Service.Intake.Receipt>())!;
        await service.EndOfAsync(receipt);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/api/v1/cases/{receipt.Case}/package")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"/api/v1/cases/{receipt.Case}/package?specimen=true")).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_packed_is_said_with_a_code()
    {
        using var answer = await service.Client.GetAsync($"/api/v1/cases/{Guid.NewGuid()}/package");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(Codes.PackageUnfinished, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.GetAsync($"/api/v1/cases/{Guid.NewGuid()}/package")).StatusCode);
    }

    /// <summary>The package with other parts, its manifest written and signed anew by the key of the service.</summary>
    private string Repacked(Func<string, byte[], byte[]> change, Func<string, bool> keeps)
    {
        Rewrite((name, _) => keeps(name), out var parts, change);
        var now = new Dictionary<string, byte[]>();
        using (var archive = ZipFile.OpenRead(parts))
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                using var memory = new MemoryStream();
                stream.CopyTo(memory);
                now[entry.FullName] = memory.ToArray();
            }
        var manifest = PackageManifest.Read(now["manifest.json"]);
        var bytes = (manifest with { Parts = [.. manifest.Parts.Where(p => now.ContainsKey(p.Name)).Select(p => new PackagePart(p.Name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(now[p.Name])), now[p.Name].Length))] }).ToBytes();
        using var key = JournalKey.Open(Path.Combine(service.DataFolder, "keys", "journal.pem"));
        Rewrite((_, _) => true, out var signed, (name, was) => name switch { "manifest.json" => bytes, "manifest.sig" => key.SignDocument(bytes), _ => was }, from: parts);
        return signed;
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
