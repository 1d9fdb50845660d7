using System.Net.Http.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Data.Sqlite;
using Touchstone.Numerics;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;

namespace Touchstone.Benchmarks;

/// <summary>What a request costs beside its floor: the real program asked over HTTP, against the same rows from the same file by bare SQL on an open connection.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ServiceBenchmarks : IAsyncDisposable
{
    private const int Cases = 10_000, Warming = 5000;
    private const string Columns = "Id, Year, Ordinal, Title, Sha256, Bytes, Kind, Format, OpenedAt, Progress, Outcome, Sentence, Code, IsRestricted";

    private readonly Seeded _chance = new(1);
    private DirectoryInfo _folder = null!;
    private ServiceProgram _program = null!;
    private HttpClient _client = null!;
    private SqliteConnection _bare = null!;
    private SqliteCommand _one = null!, _list = null!, _insert = null!;
    private IReadOnlyList<(Guid Case, Guid Examination)> _made = [];
    private int _brought;

    [GlobalSetup]
    public async Task Setup()
    {
        _folder = Directory.CreateTempSubdirectory("touchstone-benchmark-");
        var options = new ServiceOptions { DataFolder = _folder.FullName };
        await using (var making = new ServiceProgram(Program, _folder.FullName))
        {
            await making.ServeAsync();
            await making.SignInAsync();
            var receipt = await making.BringAsync(Specimens.CopiedPicture(1), "1.bmp");
            var ended = await making.EndOfAsync(receipt, TimeSpan.FromMinutes(2));
            var examinations = await making.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations", ServiceProgram.Json);
            await ServiceProgram.KillAsync(making.Serving);
            _made = await MadeCases.MakeAsync(options, [new CaseTemplate(ended, examinations!.Single())], Cases, _ => { }, CancellationToken.None);
        }
        _program = new ServiceProgram(Program, _folder.FullName) { Arguments = ["--workers", "0"], ServeArguments = ["--requests-per-minute", "10000000", "--queue-limit", "1000000"] };
        await _program.ServeAsync();
        await _program.SignInAsync();
        _client = await _program.WithKeyAsync(Permissions.Read, Permissions.Write);
        PrepareBare();
        // A service runs for months: the first seconds of its compiler are not what is timed.
        for (var i = 0; i < Warming; i++)
        {
            await OneOverHttp();
            await ListOverHttp();
            if (i % 10 == 0) await TakenInOverHttp();
        }
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _bare.DisposeAsync();
        _client.Dispose();
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("one case")]
    public int OneBySql()
    {
        _one.Parameters[0].Value = Any().ToString().ToUpperInvariant();
        return Read(_one);
    }

    [Benchmark, BenchmarkCategory("one case")]
    public Task<byte[]> OneOverHttp() => _client.GetByteArrayAsync($"/api/v1/cases/{Any()}");

    [Benchmark(Baseline = true), BenchmarkCategory("50 cases")]
    public int ListBySql() => Read(_list);

    [Benchmark, BenchmarkCategory("50 cases")]
    public Task<byte[]> ListOverHttp() => _client.GetByteArrayAsync("/api/v1/cases");

    /// <summary>One transaction that reaches the disk, of a file of its own so that the service is not held up.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("taken in")]
    public int KeptBySql()
    {
        _insert.Parameters[0].Value = Specimens.Recording(++_brought);
        return _insert.ExecuteNonQuery();
    }

    [Benchmark, BenchmarkCategory("taken in")]
    public async Task TakenInOverHttp()
    {
        using var answer = await ServiceProgram.UploadAsync(_client, Specimens.Recording(++_brought), "brought.wav");
        answer.EnsureSuccessStatusCode();
    }

    private static string Program
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Touchstone.slnx"))) folder = Path.GetDirectoryName(folder)!;
            return Path.Combine(folder, "artifacts/bin/Touchstone.Cli/release/touchstone");
        }
    }

    private Guid Any() => _made[_chance.NextInt(_made.Count)].Case;

    private void PrepareBare()
    {
        _bare = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "touchstone.db")}");
        _bare.Open();
        Run($"ATTACH '{Path.Combine(_folder.FullName, "bare.db")}' AS bare");
        Run("PRAGMA bare.journal_mode=WAL");
        Run("CREATE TABLE bare.Kept (Bytes BLOB)");
        _one = Prepared($"SELECT {Columns} FROM Cases WHERE Id = $p", "");
        _list = Prepared($"SELECT {Columns} FROM Cases ORDER BY OpenedAt DESC, Id DESC LIMIT $p", 50);
        _insert = Prepared("INSERT INTO bare.Kept VALUES ($p)", Array.Empty<byte>());
    }

    private void Run(string sql)
    {
        using var command = _bare.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql, object value)
    {
        var command = _bare.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$p", value);
        command.Prepare();
        return command;
    }

    private static int Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        var rows = 0;
        for (; reader.Read(); rows++) reader.GetValues(values);
        return rows;
    }
}
