using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;

namespace Touchstone.Service.Reports;

/// <summary>What makes reports.</summary>
internal static class ReportSetup
{
    internal static void AddReports(this IServiceCollection services) =>
        services.AddSingleton<AccountNames>().AddSingleton<OpinionBook>().AddSingleton<CaseReports>().AddSingleton(_ => new ReportPrinter()).AddSingleton<ReportMaker>().AddSingleton<SignedReports>();
}
