import { useQuery } from "@tanstack/react-query";
import { brandQuery } from "@/api/brand";
import { useMay } from "@/api/me";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { BrandFacts } from "./BrandFacts";
import { BrandForm } from "./BrandForm";
import { TextingSwitch } from "./TextingSwitch";

/** Compliance: how the brand names itself, what a STOP ends, who may opt in, and whether anything is texted at all. */
export function BrandPage() {
  const query = useQuery(brandQuery);
  const may = useMay("manage_settings");
  const brand = query.data;
  return (
    <Page title="Compliance" back="/settings">
      {query.isPending && <Loading rows={3} />}
      {query.isError && !brand && <Failed error={query.error} retry={() => void query.refetch()} />}
      {brand && may && (
        <div className="flex flex-col gap-8">
          <TextingSwitch texting={brand.texting} />
          <BrandForm brand={brand} />
        </div>
      )}
      {brand && !may && <BrandFacts brand={brand} />}
    </Page>
  );
}
