using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Benchmarks;

/// <summary>A line of the journal beside its floor: written, against the same bytes on the disk; signed and checked, against the signature alone.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class JournalBenchmarks : IAsyncDisposable
{
    private const string Actor = "account:01990000-0000-7000-8000-000000000001", Subject = "01990000-0000-7000-8000-000000000002";

    private readonly ECDsa _bare = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private DirectoryInfo _folder = null!;
    private ServiceProvider _provider = null!;
    private JournalStore _journal = null!;
    private JournalKey _key = null!;
    private FileStream _file = null!;
    private byte[] _before = null!, _body = null!, _hash = null!, _signature = null!, _bareSignature = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _folder = Directory.CreateTempSubdirectory("touchstone-benchmark-");
        var options = new ServiceOptions { DataFolder = _folder.FullName };
        var services = new ServiceCollection().AddSingleton(options).AddSingleton(TimeProvider.System);
        services.AddDatabase(options);
        services.AddJournal(options);
        _provider = services.BuildServiceProvider();
        await DatabaseSetup.MigrateAsync(_provider.GetRequiredService<IDbContextFactory<Database>>(), CancellationToken.None);
        (_journal, _key) = (_provider.GetRequiredService<JournalStore>(), _provider.GetRequiredService<JournalKey>());
        _file = new FileStream(Path.Combine(_folder.FullName, "bare"), FileMode.CreateNew);
        _before = Convert.FromHexString(JournalLink.Beginning);
        _body = Entry().ToBody();
        _hash = JournalLink.Of(_before, _body);
        (_signature, _bareSignature) = (_key.Sign(_hash), _bare.SignHash(_hash));
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        await _provider.DisposeAsync();
        _bare.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("written")]
    public void BytesOnTheDisk()
    {
        _file.Write(_body);
        _file.Write(_hash);
        _file.Write(_signature);
        _file.Flush(flushToDisk: true);
    }

    [Benchmark, BenchmarkCategory("written")]
    public Task LineWritten() => _journal.WriteAsync((_, pen) => pen.Write(Actor, JournalKinds.CaseViewed, Subject, []), CancellationToken.None);

    [Benchmark(Baseline = true), BenchmarkCategory("signed")]
    public byte[] SignatureAlone() => _bare.SignHash(_hash);

    [Benchmark, BenchmarkCategory("signed")]
    public byte[] LineSigned() => _key.Sign(JournalLink.Of(_before, Entry().ToBody()));

    [Benchmark(Baseline = true), BenchmarkCategory("checked")]
    public bool VerificationAlone() => _bare.VerifyHash(_hash, _bareSignature);

    [Benchmark, BenchmarkCategory("checked")]
    public bool LineChecked() => JournalEntry.Read(_body).Key == _key.Id && JournalLink.Of(_before, _body).AsSpan().SequenceEqual(_hash) && _key.Verifies(_hash, _signature);

    private JournalEntry Entry() => new(1, DateTimeOffset.UnixEpoch, Actor, JournalKinds.CaseViewed, Subject, new JsonObject(), _key.Id);
}
